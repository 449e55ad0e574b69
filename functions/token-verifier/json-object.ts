import { isUtf8 } from "node:buffer";
import { ensure } from "./refusal";

export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 16;
const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;

/**
 * Bytes that are one JSON object with exactly one reading: valid UTF-8, no member twice at any depth, at most
 * 16 levels deep.
 *
 * @throws TokenRefused `TOKEN_UTF8`, `TOKEN_JSON` or `TOKEN_DUPLICATE_MEMBER`
 */
export function readJsonObject(bytes: Uint8Array): JsonObject {
  ensure(isUtf8(bytes), "TOKEN_UTF8");
  const text = (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes)).toString("utf8");
  const value = parse(text);
  ensure(typeof value === "object" && value !== null && !Array.isArray(value), "TOKEN_JSON");
  // JSON.parse keeps the last of two equal members. Counting finds them, whichever way the names are escaped.
  ensure(countMembers(value, 0) === countColons(text), "TOKEN_DUPLICATE_MEMBER");
  return value as JsonObject;
}

/** An own member: `constructor` and `__proto__` of Object.prototype are none. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countMembers(value: object, depth: number): number {
  ensure(depth < MAX_DEPTH, "TOKEN_JSON");
  const children = Object.values(value);
  let members = Array.isArray(value) ? 0 : children.length;
  for (const child of children) {
    if (typeof child === "object" && child !== null) members += countMembers(child, depth + 1);
  }
  return members;
}

/** In valid JSON each member has exactly one colon outside of strings. */
function countColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === COLON) colons++;
    else if (char === QUOTE) at = endOfString(text, at);
  }
  return colons;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}
