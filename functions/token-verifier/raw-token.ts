import { type JsonObject, readJsonObject } from "./json-object";
import type { KnownHeaders } from "./known-headers";
import { ensure } from "./refusal";

/** The parts of a compact JWS that is not verified yet: nothing in it can be trusted. */
export interface RawToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly headerB64: string;
  /** What the signature is over: header and payload as they were sent. ASCII. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

/**
 * Parses a compact JWS. A token that passes has exactly one reading, so that no two readers (this one,
 * a library, a cache in front) can disagree about it.
 *
 * @param maxBytes of the whole token
 * @param known headers that need not be parsed again
 * @throws TokenRefused with a code that starts with `TOKEN_`
 */
export function readToken(raw: string, maxBytes: number, known: KnownHeaders): RawToken {
  // Characters are bytes here: anything but ASCII fails as base64url below.
  ensure(raw.length <= maxBytes, "TOKEN_SIZE");
  const parts = raw.split(".", 4);
  const [headerB64 = "", payloadB64 = "", signatureB64 = ""] = parts;
  ensure(parts.length === 3 && headerB64 !== "" && payloadB64 !== "" && signatureB64 !== "", "TOKEN_PARTS");
  return {
    header: known.get(headerB64) ?? readJsonObject(decode(headerB64)),
    payload: readJsonObject(decode(payloadB64)),
    headerB64,
    signed: raw.slice(0, headerB64.length + 1 + payloadB64.length),
    signature: decode(signatureB64),
  };
}

/** Node's decoder accepts almost any text; only canonical text encodes back to itself (RFC 7515, appendix C). */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  ensure(bytes.toString("base64url") === part, "TOKEN_BASE64URL");
  return bytes;
}
