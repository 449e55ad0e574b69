/**
 * Whether a value is plain data, which has the same content when it is checked and when it is read.
 *
 * A getter or a proxy may answer differently each time, an inherited field is seen by `in` and not by
 * `Object.keys`, and valibot skips names such as `constructor`. A declaration has none of them.
 */
import { types } from "node:util";

const DEEPEST = 32;

/** The first place in `value` that is not plain data, and what was found there; undefined where all of it is plain. */
export function notPlain(
  value: unknown,
  place: string,
  within: readonly object[] = [],
): { readonly place: string; readonly found: string } | undefined {
  const found = kindOf(value, within);
  if (found !== undefined) return { place, found };
  if (typeof value !== "object" || value === null) return undefined;
  for (const name of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && name === "length") continue;
    const here = placeOf(place, name, Array.isArray(value));
    const field = Object.getOwnPropertyDescriptor(value, name);
    if (typeof name === "symbol") return { place: here, found: "a field named by a symbol" };
    if (name in Object.prototype || name === "prototype") {
      return { place: here, found: "a field with a name that every object has" };
    }
    if (!field?.enumerable || !("value" in field)) return { place: here, found: "computed when it is read" };
    const inside = notPlain(field.value, here, [...within, value]);
    if (inside) return inside;
  }
  return undefined;
}

/**
 * The first place at which props are computed when they are read: by a getter of their own or an inherited one, or by a
 * proxy. Lists and plain objects among them are looked into; a construct has getters, and is none of them.
 *
 * @param names of the props that are read
 */
export function computedField(props: unknown, names: readonly string[], place: string): string | undefined {
  if (typeof props !== "object" || props === null || Array.isArray(props)) return undefined;
  if (types.isProxy(props)) return place;
  const inherited = names.find((name) => name in props && !Object.hasOwn(props, name));
  const path = inherited === undefined ? computedWithin(props, 0) : [inherited];
  return path?.reduce((here, name) => placeOf(here, name, /^\d+$/.test(name)), place);
}

/** Deep enough for the settings of all props; declarations are looked at as a whole, by `notPlain`. */
const DEEPEST_PROPS = 2;

function computedWithin(value: object, depth: number): readonly string[] | undefined {
  for (const name of Object.getOwnPropertyNames(value)) {
    const field = Object.getOwnPropertyDescriptor(value, name);
    if (!field || !("value" in field)) return [name];
    const inside: unknown = field.value;
    if (typeof inside !== "object" || inside === null) continue;
    if (types.isProxy(inside)) return [name];
    const within =
      depth < DEEPEST_PROPS && isPlainHolder(inside) ? computedWithin(inside, depth + 1) : undefined;
    if (within !== undefined) return [name, ...within];
  }
  return undefined;
}

function isPlainHolder(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || isBuiltIn(prototype, "isPrototypeOf");
}

function kindOf(value: unknown, within: readonly object[]): string | undefined {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}`;
  if (typeof value !== "object" || value === null) return undefined;
  if (types.isProxy(value)) return "a proxy";
  if (within.includes(value)) return "part of itself";
  if (within.length >= DEEPEST) return `nested more than ${DEEPEST} deep`;
  const prototype = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (!isBuiltIn(prototype, "concat")) return "a list of a class of its own";
    // A hole reads as undefined, and Object.keys skips it.
    if (Object.keys(value).length !== value.length) return "a list with holes, or with named fields";
    return undefined;
  }
  return prototype === null || isBuiltIn(prototype, "isPrototypeOf") ? undefined : "an object of a class";
}

/**
 * Whether this is Array.prototype or Object.prototype of any realm. In the sandbox of a test runner, `structuredClone`
 * returns plain data of another realm.
 */
function isBuiltIn(prototype: object, method: "concat" | "isPrototypeOf"): boolean {
  const above = Object.getPrototypeOf(prototype);
  const isTop =
    method === "concat" ? above !== null && Object.getPrototypeOf(above) === null : above === null;
  return isTop && Object.hasOwn(prototype, method);
}

/** `routes["GET /pets"].roles[0]` */
export function placeOf(place: string, name: PropertyKey, inList: boolean): string {
  if (inList && /^\d+$/.test(String(name))) return `${place}[${String(name)}]`;
  if (typeof name === "symbol") return `${place}[${String(name)}]`;
  if (/^[A-Za-z_$][\w$]*$/.test(String(name)))
    return place === "" ? String(name) : `${place}.${String(name)}`;
  return `${place}[${shown(String(name))}]`;
}

/** A value as a message shows it: on one line, at most 80 characters, without control characters. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = asJson(value).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    // Constructs refer to each other in circles, and tokens throw when they are serialized.
    return typeof value === "bigint" ? `${value}n` : "no plain data";
  }
}
