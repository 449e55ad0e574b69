/** Checks configuration that did not come through the compiler, naming the field that is wrong. */
import { DeclarationError } from "../constructs/errors";

/** @throws DeclarationError */
export type Shape = (value: unknown, place: string) => void;

function refuse(place: string, value: unknown, expected: string): never {
  const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 80);
  throw new DeclarationError("CONFIG_INVALID", `${place} is ${found}; expected ${expected}.`);
}

export function text(pattern: RegExp, expected: string): Shape {
  return (value, place) => {
    if (typeof value !== "string" || !pattern.test(value)) refuse(place, value, expected);
  };
}

export function whole(least: number, most: number): Shape {
  return (value, place) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
      refuse(place, value, `a whole number from ${least} to ${most}`);
    }
  };
}

export function oneOf(...words: readonly string[]): Shape {
  return (value, place) => {
    if (typeof value !== "string" || !words.includes(value)) refuse(place, value, words.join(" or "));
  };
}

export const yesOrNo: Shape = (value, place) => {
  if (typeof value !== "boolean") refuse(place, value, "true or false");
};

export function list(item: Shape, least = 0): Shape {
  return (value, place) => {
    if (!Array.isArray(value) || value.length < least) refuse(place, value, `a list of at least ${least}`);
    for (const [i, element] of value.entries()) item(element, `${place}[${i}]`);
  };
}

export function map(item: Shape): Shape {
  return (value, place) => {
    for (const [name, element] of Object.entries(fields(value, place))) item(element, `${place}.${name}`);
  };
}

/** A word, or a shape. */
export function wordOr(word: string, shape: Shape): Shape {
  return (value, place) => {
    if (value === word) return;
    if (typeof value === "string") refuse(place, value, `"${word}", or settings in its place`);
    shape(value, place);
  };
}

/** Fields by name; those whose name ends in `?` may be left out, and no others may be there. */
export function object(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, place) => {
    const given = fields(value, place);
    const known = Object.keys(shapes).map((name) => name.replace("?", ""));
    const unknown = Object.keys(given).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new DeclarationError(
        "CONFIG_FIELD_UNKNOWN",
        `${place} has the field "${unknown}"; there are ${known.join(", ")}.`,
      );
    }
    for (const [key, shape] of Object.entries(shapes)) {
      const name = key.replace("?", "");
      if (given[name] !== undefined) shape(given[name], `${place}.${name}`);
      else if (name === key) {
        throw new DeclarationError("CONFIG_FIELD_MISSING", `${place} has no field "${name}".`);
      }
    }
  };
}

function fields(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse(place, value, "fields by name");
  return value as Readonly<Record<string, unknown>>;
}
