/** The valibot schemas that declarations and settings are made of, each with a message that says what was expected. */
import { isAbsolute } from "node:path";
import * as v from "valibot";
import { didYouMean } from "../../contract/did-you-mean";
import { says } from "./checked";
import type { DeclarationErrorCode } from "./errors";

/**
 * Fields by name: no others, and none missing. A list, which valibot takes for an object, is none.
 *
 * @param known the names that a message lists. @default those of the entries
 */
export function fields<const E extends v.ObjectEntries>(entries: E, known = Object.keys(entries)) {
  const object = v.strictObject(
    entries,
    ({ input }) => `the fields are ${known.join(", ")}.${didYouMean(input, known)}`,
  );
  return v.lazy((value) => (isFields(value) ? object : notFields));
}

/** Fields by name, none of which may be missing, in an object that may have others, for somewhere else. */
export function fieldsAmong<const E extends v.ObjectEntries>(entries: E) {
  const object = v.looseObject(entries, `the fields are ${Object.keys(entries).join(", ")}.`);
  return v.lazy((value) => (isFields(value) ? object : notFields));
}

/** Values of one kind under names of the caller's choice. */
export function mapOf<const S extends v.GenericSchema>(value: S) {
  const record = v.record(v.string(), value);
  return v.lazy((input) => (isFields(input) ? record : notFields));
}

/** Values of one kind under names that are declared elsewhere; not all of them need be there. */
export function mapOfKnown<const S extends v.GenericSchema>(
  known: readonly string[],
  value: S,
  what: string,
) {
  const name = v.picklist(
    known,
    says(`${what}: ${known.join(", ") || "there is none"}`, known, "HOLDER_UNKNOWN"),
  );
  const record = v.record(name, value);
  return v.lazy((input) => (isFields(input) ? record : notFields));
}

/**
 * Another construct, or a reference to a resource of another stack or project: an object with these texts, or tokens for
 * them. Further fields are allowed, since a construct has many.
 */
export function refWith<const K extends string>(...names: readonly K[]) {
  return v.custom<Readonly<Record<K, string>>>(
    (value) => isFields(value) && names.every((name) => isSomeText((value as Record<string, unknown>)[name])),
    says(`a construct, or a reference with a text for ${names.join(", ")}`),
  );
}

/** Any value; it is checked elsewhere. */
export const opaque = v.unknown();

const notFields = v.never(says("fields by name"));

function isSomeText(value: unknown): boolean {
  return typeof value === "string" && /\S/.test(value);
}

function isFields(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(pattern: RegExp, expected: string) {
  return v.pipe(v.string(says(expected)), v.regex(pattern, says(expected)));
}

export const someText = text(/\S/, "some text");

/** Of a folder or file. A relative one would mean another place by where the app is started. */
export const absolutePath = v.custom<string>(
  (value) => typeof value === "string" && isAbsolute(value),
  says('an absolute path, such as join(__dirname, "functions/pets")'),
);

/** @param code where a wrong number has a code of its own */
export function whole(least: number, most: number, code?: DeclarationErrorCode) {
  const message = says(`a whole number from ${least} to ${most}`, [], code);
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

export function oneOf<const W extends readonly string[]>(words: W) {
  return v.picklist(words, says(words.join(" or "), words));
}

export const yesOrNo = v.boolean(says("true or false"));

/** @param code where a list that is too short has a code of its own */
export function listOf<const S extends v.GenericSchema>(item: S, least = 0, code?: DeclarationErrorCode) {
  const expected = `a list of at least ${least}`;
  return v.pipe(v.array(item, says(expected)), v.minLength(least, says(expected, [], code)));
}

/** A word, or settings in its place. */
export function wordOr<const W extends string, const S extends v.GenericSchema>(word: W, settings: S) {
  const literal = v.literal(word, says(`"${word}", or settings in its place`, [word]));
  return v.lazy((value) => (typeof value === "string" || value === undefined ? literal : settings));
}

/** The type with all fields and lists readonly, as declarations have them. */
export type Immutable<T> = T extends readonly [infer First, ...infer Rest]
  ? readonly [Immutable<First>, ...Immutable<Rest>]
  : T extends readonly (infer I)[]
    ? readonly Immutable<I>[]
    : T extends object
      ? { readonly [K in keyof T]: Immutable<T[K]> }
      : T;

/** `true` where two types accept the same values; otherwise a type that `true` does not satisfy. */
export type Same<A, B> = [A, B] extends [B, A] ? true : { readonly one: A; readonly other: B };
