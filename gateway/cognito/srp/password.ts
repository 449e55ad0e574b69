import { randomBytes, timingSafeEqual } from "node:crypto";
import { G, hashOf, padded, power, toInteger } from "./group";

/** What is kept of a password: both as hexadecimal digits. */
export interface StoredPassword {
  readonly salt: string;
  /** g^x */
  readonly verifier: string;
}

/** Whose password it is: the hash covers both, so a record fits no other user. */
export interface PasswordOwner {
  /** `us-east-1_AbCdEf123` */
  readonly poolId: string;
  /** USER_ID_FOR_SRP: the user name as the pool keeps it. */
  readonly username: string;
}

/**
 * Salt and verifier of SRP. The same record checks a password that is sent as it is.
 *
 * @param salt 16 bytes as hexadecimal digits. Anyone may ask for it @default random
 */
export function storePassword(
  owner: PasswordOwner,
  password: string,
  salt = randomBytes(16).toString("hex"),
): StoredPassword {
  return { salt, verifier: verifierOf(owner, password, salt) };
}

/** Takes the same time without a record, so that an answer does not tell who has an account or a password. */
export function isPassword(
  owner: PasswordOwner,
  password: string,
  stored: StoredPassword | undefined,
): boolean {
  const { salt, verifier } = stored ?? { salt: "01", verifier: "" };
  const [given, kept] = [verifierOf(owner, password, salt), verifier].map((text) => hashOf(text));
  return timingSafeEqual(given as Buffer, kept as Buffer);
}

/**
 * SALT as Cognito sends it: a number, without zeros before it. Some clients hash these digits as they are, and their hash
 * of other digits would never be the pool's.
 */
export function sentSalt({ salt }: StoredPassword): string {
  return BigInt(`0x${salt}`).toString(16);
}

/** The pool's name in SRP's identities: what follows the underscore in its id. */
export function nameInSrp(poolId: string): string {
  return poolId.slice(poolId.indexOf("_") + 1);
}

function verifierOf({ poolId, username }: PasswordOwner, password: string, salt: string): string {
  const identity = hashOf(`${nameInSrp(poolId)}${username}:${password}`);
  const x = toInteger(hashOf(padded(BigInt(`0x${salt}`)), identity));
  return power(G, x).toString(16);
}
