import type { Algorithm } from "../../../functions/token-verifier/issuer";
import { rulesOf } from "../../../functions/token-verifier/issuer";
import { KeySet } from "../../../functions/token-verifier/key-set";
import { KnownHeaders } from "../../../functions/token-verifier/known-headers";
import { readToken } from "../../../functions/token-verifier/raw-token";
import { isWhole } from "../../attacks";
import { AwsSignatures, awsJwtVerify } from "../support/aws-jwt-verify";
import { battery } from "../support/hostile/battery";
import { mutationsOf } from "../support/hostile/mutations";
import { issuer, tokenOf, verifierFor } from "../support/issuer";
import { jwksOf, type SigningKey } from "../support/tokens";
import { validTokens } from "../support/valid-tokens";

/**
 * aws-jwt-verify is the reference for what node:crypto verifies here: token by token, it accepts all that is accepted, and
 * of each signature it says the same.
 */

const { forge, published, tokens } = battery();
const keys = [forge.rsa, forge.ec, forge.ed];
const verify = verifierFor(published);
const theirs = awsJwtVerify(published);
const hostile = tokens.map(({ token }) => token);
const valid = validTokens.map(
  ([name, claims, header]) => [name, tokenOf(forge.rsa, claims, header)] as const,
);

/** What is accepted here and not there, and why. */
const LOOSER: Readonly<Record<string, string>> = {
  "a beginning at the edge of the skew": "CLOCK_SKEW, which aws-jwt-verify would also add to exp",
};

const isAccepted = (token: string) =>
  verify(token).then(
    () => true,
    () => false,
  );

test.each(valid)("a token with %s is accepted by both", async (name, token) => {
  expect(await isAccepted(token)).toBe(true);
  expect(theirs(token)).toBe(!Object.hasOwn(LOOSER, name));
});

test.each(keys)("a plain token of $alg is accepted by both", async (key) => {
  expect([await isAccepted(tokenOf(key)), theirs(tokenOf(key))]).toEqual([true, true]);
});

test("no hostile token is accepted that it refuses, and it does refuse most of them", async () => {
  const refused = hostile.filter((token) => !theirs(token));
  expect(refused.length).toBeGreaterThan(hostile.length / 2);
  for (const token of refused) expect(await isAccepted(token)).toBe(false);
});

describe("signatures", () => {
  const verifiers = keys.map((key) => ({ ours: signatures(key), theirs: new AwsSignatures(key) }));

  /** By the key that is given, whichever the token names. */
  function signatures(key: SigningKey): (token: string) => boolean {
    const set = new KeySet(jwksOf(key), rulesOf(issuer));
    const header = { alg: key.alg as Algorithm, kid: key.kid };
    return (token) => {
      try {
        set.verify(readToken(token, 1e7, new KnownHeaders()), header);
        return true;
      } catch {
        return false;
      }
    };
  }

  /** Only tokens of one reading: of another token's bytes the two would have different ideas. */
  function isReadable(token: string): boolean {
    try {
      return readToken(token, 1e7, new KnownHeaders()) !== undefined;
    } catch {
      return false;
    }
  }

  function differing(all: readonly string[]): { readonly tried: number; readonly found: readonly string[] } {
    const read = all.filter(isReadable);
    const found = read.filter((token) =>
      verifiers.some((pair) => pair.ours(token) !== pair.theirs.accepts(token)),
    );
    return { tried: read.length, found };
  }

  test("of valid and hostile tokens are decided alike, under each key", () => {
    const { found, tried } = differing([
      ...hostile,
      ...valid.map(([, token]) => token),
      ...keys.map((key) => tokenOf(key)),
    ]);
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  });

  test("of mutated tokens are decided alike, under each key", () => {
    // Primes, so that the replaced letter and its replacement both vary.
    const step = isWhole ? 3 : 293;
    const all = keys.flatMap((key) => [...mutationsOf(tokenOf(key))]);
    const chosen = all.filter((_, at) => at % step === 0);
    const { found, tried } = differing(chosen);
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(chosen.length / 5);
  });
});
