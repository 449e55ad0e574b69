import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/** Resolves what may hold a token, as cdktf does. */
export type ResolveToken = (value: unknown) => unknown;

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * What `Tokenization.resolve` makes of a value, in a fraction of its time: cdktf searches each text three times, and makes a
 * context for each value. Here it gets only what may hold a token.
 *
 * @param scope the element or stack whose Terraform the value is for
 */
export function resolved(scope: IConstruct, value: unknown): unknown {
  const options = { scope, resolver: RESOLVER, preparing: false };
  return resolvedBy((token) => Tokenization.resolve(token, options), value);
}

/** The marker of a token in a text or key, or a number that may stand for one: cdktf encodes them as huge numbers. */
const MARKED = /\{TfToken\[|[-|\d.+]e[-|\d.eE+]/;
/** Texts that stand for a value of a token of a map, which cdktf refuses here. */
const MAP_VALUES: readonly string[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

/** The value with `resolve` applied to its smallest parts that may hold a token; what is undefined is left out. */
export function resolvedBy(resolve: ResolveToken, value: unknown): unknown {
  try {
    return inParts(resolve, value);
  } catch {
    // Of the whole value, the message of the error says in which part of it the token is.
    return resolve(value);
  }
}

function inParts(resolve: ResolveToken, value: unknown): unknown {
  if (typeof value === "string") return isPlainText(value) ? value : resolve(value);
  if (typeof value === "number") return isPlainNumber(value) ? value : resolve(value);
  if (typeof value === "boolean" || value === undefined || value === null) return value;
  if (Array.isArray(value)) return listInParts(resolve, value);
  return isPlainObject(value) ? objectInParts(resolve, value) : resolve(value);
}

function listInParts(resolve: ResolveToken, list: readonly unknown[]): unknown {
  // A token of a list is a list of one text or number, and an error beside others.
  if (list.some(isOfListToken)) return resolve(list);
  const items: unknown[] = [];
  for (const item of list) {
    const made = inParts(resolve, item);
    if (made !== undefined) items.push(made);
  }
  return items;
}

function objectInParts(resolve: ResolveToken, object: Readonly<Record<string, unknown>>): unknown {
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    if (!isPlainText(key)) return resolve(object);
    const value = inParts(resolve, object[key]);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

function isOfListToken(item: unknown): boolean {
  return typeof item === "string"
    ? item.includes("#{TfToken[")
    : typeof item === "number" && !isPlainNumber(item);
}

/** Whether a text holds no token. */
export function isPlainText(text: string): boolean {
  return !MARKED.test(text) && !MAP_VALUES.includes(text);
}

/** A token's number is below zero, as is the one that stands for a value of a map. */
function isPlainNumber(value: number): boolean {
  return value >= 0 && Number.isSafeInteger(value);
}

/** Neither a token, which resolves itself, nor an object of a class, such as a construct, which cdktf refuses. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.getPrototypeOf(value) === Object.prototype && !("resolve" in (value as object));
}
