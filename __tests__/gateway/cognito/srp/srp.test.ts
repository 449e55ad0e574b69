import { N, padded } from "../../../../gateway/cognito/srp/group";
import { isPassword, sentSalt, storePassword } from "../../../../gateway/cognito/srp/password";
import {
  claimSignature,
  readA,
  readTimestamp,
  serverKeys,
  sharedKey,
  timestampOf,
} from "../../../../gateway/cognito/srp/server";
import { srpClient } from "./client";
import vectors from "./vectors.json";

/**
 * The vectors: keys and signatures were made with amazon-cognito-identity-js 6.3.21 (AuthenticationHelper), verifiers
 * and B with Python's integers.
 */

describe.each(vectors)("the vector of $username", (vector) => {
  const { A, B, a, b, key, password, poolId, salt, secretBlock, signature, timestamp, username, verifier } =
    vector;
  const owner = { poolId, username };

  test("the password's verifier", () => {
    expect(storePassword(owner, password, salt)).toEqual({ salt, verifier });
    expect(isPassword(owner, password, { salt, verifier })).toBe(true);
    expect(isPassword(owner, `${password} `, { salt, verifier })).toBe(false);
    expect(isPassword({ ...owner, username: "mallory" }, password, { salt, verifier })).toBe(false);
    expect(isPassword(owner, password, undefined)).toBe(false);
  });

  test("the server's keys, the shared key and the signature", () => {
    const v = BigInt(`0x${verifier}`);
    const keys = serverKeys(v, BigInt(`0x${b}`));
    expect(keys.B.toString(16)).toBe(B);
    const shared = sharedKey(readA(A) ?? 0n, keys, v) ?? Buffer.alloc(0);
    expect(shared.toString("hex")).toBe(key);
    expect(claimSignature(shared, owner, { secretBlock, timestamp })).toBe(signature);
  });

  test("the client of the wire tests", () => {
    const client = srpClient(a);
    expect(client.SRP_A).toBe(A);
    const challenge = { SALT: salt, SRP_B: B, SECRET_BLOCK: secretBlock, USER_ID_FOR_SRP: username };
    expect(client.key(poolId, password, challenge).toString("hex")).toBe(key);
    expect(client.answer(poolId, password, challenge, timestamp).PASSWORD_CLAIM_SIGNATURE).toBe(signature);
  });
});

/** As pycognito 2024.5.1 hashes SALT: its digits, with one zero for an even number of them, or two before a first bit that is set. */
function digitsHashedByPycognito(salt: string): string {
  if (salt.length % 2 === 1) return `0${salt}`;
  return /^[89a-f]/.test(salt) ? `00${salt}` : salt;
}

test.each([
  ["0000000000000000000000000000007f", "7f"],
  ["007f0000000000000000000000000001", "7f0000000000000000000000000001"],
  ["00800000000000000000000000000001", "800000000000000000000000000001"],
  ["07ff0000000000000000000000000001", "7ff0000000000000000000000000001"],
  ["ff000000000000000000000000000001", "ff000000000000000000000000000001"],
])("the salt %s is sent as a number, which every client hashes alike", (salt, sent) => {
  const stored = storePassword({ poolId: "us-east-1_Pool", username: "bob" }, "password", salt);
  expect(sentSalt(stored)).toBe(sent);
  expect(digitsHashedByPycognito(sent)).toBe(padded(BigInt(`0x${salt}`)).toString("hex"));
});

test.each<[string, string | bigint]>([
  ["0", 0n],
  ["N, which is 0", N],
  ["a multiple of N", 2n * N],
  ["no number", "xyz"],
  ["nothing", ""],
  ["a negative number", "-1"],
  ["more digits than any client sends", "f".repeat(1_025)],
])("an SRP_A that is %s is refused: anyone would know the key", (_, A) => {
  expect(readA(typeof A === "string" ? A : A.toString(16))).toBeUndefined();
});

test("an A of which the product with the verifier is trivial has no key", () => {
  const v = BigInt(`0x${vectors[0]?.verifier}`);
  // u depends on A, so that only 1 and N - 1 can be tried: with the verifier 1, A stays as it is.
  for (const A of [1n, N - 1n]) expect(sharedKey(A, serverKeys(1n), 1n)).toBeUndefined();
  expect(sharedKey(5n, serverKeys(v), v)).toBeDefined();
});

test.each([
  ["Sun Apr 5 09:03:07 UTC 2026", Date.UTC(2026, 3, 5, 9, 3, 7)],
  ["Thu Dec 31 23:59:59 UTC 2026", Date.UTC(2026, 11, 31, 23, 59, 59)],
])("%s is a time, and written so", (text, time) => {
  expect(readTimestamp(text)?.getTime()).toBe(time);
  expect(timestampOf(new Date(time))).toBe(text);
});

test.each([
  "Sun Apr 05 09:03:07 UTC 2026",
  "Mon Apr 5 09:03:07 UTC 2026",
  "Sun Apr 5 9:03:07 UTC 2026",
  "Sun Apr 5 09:03:07 GMT 2026",
  "So Apr 5 09:03:07 UTC 2026",
  "Sun Abr 5 09:03:07 UTC 2026",
  "Sun Apr 31 09:03:07 UTC 2026",
  "Sun Apr 5 24:03:07 UTC 2026",
  "2026-04-05T09:03:07Z",
  "",
])("%j is no TIMESTAMP", (text) => {
  expect(readTimestamp(text)).toBeUndefined();
});
