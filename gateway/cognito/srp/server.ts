import { createHmac, randomBytes } from "node:crypto";
import { G, hashOf, K, N, padded, power, toInteger } from "./group";
import { nameInSrp, type PasswordOwner } from "./password";

/** The server's half of SRP-6a, as Cognito has it. Numbers are hexadecimal digits on the wire. */

export interface ServerKeys {
  /** The secret: at least 256 bits. */
  readonly b: bigint;
  /** SRP_B */
  readonly B: bigint;
}

/** @param verifier of the user's password */
export function serverKeys(verifier: bigint, b = toInteger(randomBytes(48))): ServerKeys {
  return { b, B: (K * verifier + power(G, b)) % N };
}

/** SRP_A of a client, `undefined` where it is no number of the group: 0 would make the key known to anyone. */
export function readA(text: string): bigint | undefined {
  if (!/^[0-9a-f]{1,1024}$/i.test(text)) return undefined;
  const A = BigInt(`0x${text}`);
  return A % N === 0n ? undefined : A;
}

/**
 * The key that both sides have where the client knows the password: 16 bytes by HKDF (RFC 5869).
 *
 * @returns `undefined` for keys that nobody can agree on
 */
export function sharedKey(A: bigint, { B, b }: ServerKeys, verifier: bigint): Buffer | undefined {
  const hashed = hashOf(padded(A), padded(B));
  const u = toInteger(hashed);
  const base = (A * power(verifier, u)) % N;
  if (u === 0n || base <= 1n || base === N - 1n) return undefined;
  return derivedKey(u, power(base, b));
}

/** The key that either half makes of the number S that both have. */
export function derivedKey(u: bigint, S: bigint): Buffer {
  const secret = createHmac("sha256", padded(u)).update(padded(S)).digest();
  return createHmac("sha256", secret).update("Caldera Derived Key\x01").digest().subarray(0, 16);
}

export interface Claim {
  /** Base64 */
  readonly secretBlock: string;
  readonly timestamp: string;
}

/** PASSWORD_CLAIM_SIGNATURE: base64 of the HMAC over whose password it is, the block and the time. */
export function claimSignature(
  key: Buffer,
  { poolId, username }: PasswordOwner,
  { secretBlock, timestamp }: Claim,
): string {
  return createHmac("sha256", key)
    .update(`${nameInSrp(poolId)}${username}`)
    .update(Buffer.from(secretBlock, "base64"))
    .update(timestamp)
    .digest("base64");
}

const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * The form of TIMESTAMP: `Sun Apr 5 09:03:07 UTC 2026`, in English, the day of the month without a leading zero. Cognito
 * refuses any other, also one with a wrong day of the week.
 */
export function timestampOf(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(":");
  const day = `${DAYS[time.getUTCDay()]} ${MONTHS[time.getUTCMonth()]} ${time.getUTCDate()}`;
  return `${day} ${clock} UTC ${time.getUTCFullYear()}`;
}

/** The time of a TIMESTAMP in that form, `undefined` for any other text. */
export function readTimestamp(text: string): Date | undefined {
  const [, month = "", day, hours, minutes, seconds, year] =
    /^\w{3} (\w{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) UTC (\d{4})$/.exec(text) ?? [];
  const time = new Date(
    Date.UTC(
      Number(year),
      MONTHS.indexOf(month),
      Number(day),
      Number(hours),
      Number(minutes),
      Number(seconds),
    ),
  );
  return !Number.isNaN(time.getTime()) && timestampOf(time) === text ? time : undefined;
}
