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
  ensure(countMembers(value, 0) === countColons(bytes), "TOKEN_DUPLICATE_MEMBER");
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

function countMembers(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  ensure(depth < MAX_DEPTH, "TOKEN_JSON");
  let members = 0;
  if (Array.isArray(value)) for (const item of value) members += countMembers(item, depth + 1);
  else for (const name in value) members += 1 + countMembers((value as JsonObject)[name], depth + 1);
  return members;
}

/** In valid JSON each member has exactly one colon outside of strings, and backslashes are inside of strings only. */
function countColons(bytes: Uint8Array): number {
  let colons = 0;
  let isInString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) isInString = !isInString;
    else if (byte === BACKSLASH) at++;
    else if (byte === COLON && !isInString) colons++;
  }
  return colons;
}
