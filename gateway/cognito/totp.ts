import { createHmac, randomBytes } from "node:crypto";
import { sameText } from "../state/same-text";

/** Software tokens: RFC 6238 with HMAC-SHA-1, steps of 30 s and six digits, as authenticator apps have it. */

const STEP_MS = 30_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Steps before and after the present one of which a code is taken: clocks differ (RFC 6238, 5.2). */
const DRIFT = 1;

/** A secret of 32 bytes in base32 (RFC 4648), without padding. */
export function makeTotpSecret(): string {
  const bits = [...randomBytes(32)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => LETTERS[Number.parseInt(group.padEnd(5, "0"), 2)])
    .join("");
}

/** The code of a moment. */
export function totpCode(secret: string, time: Date): string {
  return codeOf(secret, stepOf(time));
}

/**
 * The step whose code this is.
 *
 * @param usedStep the last step of which a code was used: that one and all before it have no code any more
 */
export function totpStep(
  code: string,
  { now, secret, usedStep }: { readonly secret: string; readonly now: Date; readonly usedStep?: number },
): number | "wrong" | "used" {
  const present = stepOf(now);
  for (let step = present - DRIFT; step <= present + DRIFT; step++) {
    if (sameText(code, codeOf(secret, step)))
      return usedStep !== undefined && step <= usedStep ? "used" : step;
  }
  return "wrong";
}

function stepOf(time: Date): number {
  return Math.floor(time.getTime() / STEP_MS);
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", decode(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Base32, whose last bits that make no byte are left out. */
function decode(secret: string): Buffer {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
