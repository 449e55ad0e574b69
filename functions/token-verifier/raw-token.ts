import { type JsonObject, readJsonObject } from "./json-object";
import { ensure } from "./refusal";

/** The parts of a compact JWS that is not verified yet: nothing in it can be trusted. */
export interface RawToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly headerB64: string;
  readonly payloadB64: string;
  readonly signatureB64: string;
  readonly signatureBytes: number;
}

/**
 * Parses a compact JWS. A token that passes has exactly one reading, so that no two readers (this one,
 * aws-jwt-verify, a cache in front) can disagree about it.
 *
 * @param maxBytes of the whole token
 * @throws TokenRefused with a code that starts with `TOKEN_`
 */
export function readToken(raw: string, maxBytes: number): RawToken {
  // Characters are bytes here: anything but ASCII fails as base64url below.
  ensure(raw.length <= maxBytes, "TOKEN_SIZE");
  const parts = raw.split(".", 4);
  const [headerB64 = "", payloadB64 = "", signatureB64 = ""] = parts;
  ensure(parts.length === 3 && headerB64 !== "" && payloadB64 !== "" && signatureB64 !== "", "TOKEN_PARTS");
  const header = decode(headerB64);
  const payload = decode(payloadB64);
  const signature = decode(signatureB64);
  return {
    header: readJsonObject(header),
    payload: readJsonObject(payload),
    headerB64,
    payloadB64,
    signatureB64,
    signatureBytes: signature.length,
  };
}

/** Node's decoder accepts almost any text; only canonical text encodes back to itself (RFC 7515, appendix C). */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  ensure(bytes.toString("base64url") === part, "TOKEN_BASE64URL");
  return bytes;
}
