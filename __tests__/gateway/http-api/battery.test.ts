import { makeIssuerKeys } from "../../../gateway/http-api/jwt/issuer-keys";
import { scopesOf } from "../../../gateway/http-api/jwt/token-scopes";
import { verifyToken } from "../../../gateway/http-api/jwt/verify-token";
import type { VerifyingKey } from "../../../gateway/jwt/keys";
import { attackSize } from "../../attacks";
import { battery } from "../../functions/support/hostile/battery";
import { mutationsOf } from "../../functions/support/hostile/mutations";
import { issuer, NOW, tokenOf } from "../../functions/support/issuer";

/**
 * The whole battery of hostile tokens against the JWT authorizer of HTTP APIs, with all keys that the issuer of the tests
 * publishes, good ones and bad. The signatures are of its own keys, so that each token is refused for its own reason.
 */

const { forge, published, tokens } = battery();

let keys: readonly VerifyingKey[];
beforeAll(async () => {
  const [discovery, place] = [".well-known/openid-configuration", "keys"].map((path) => issuer.issuer + path);
  const documents: Readonly<Record<string, object>> = {
    [new URL(discovery ?? "").pathname]: { issuer: issuer.issuer, jwks_uri: place },
    [new URL(place ?? "").pathname]: { keys: published.map(({ jwk }) => jwk) },
  };
  const found = await makeIssuerKeys([], {
    backends: new Map([["https://issuer.example", "http://127.0.0.1:1"]]),
    now: () => new Date(NOW * 1_000),
    send: async ({ target }) => ({
      kind: "answer",
      status: 200,
      headers: [],
      body: Buffer.from(JSON.stringify(documents[target])),
    }),
  })(issuer.issuer);
  if ("problem" in found) throw new Error(found.reason);
  keys = found;
});

const verified = (token: string) =>
  verifyToken(
    token,
    { issuer: issuer.issuer, audience: [issuer.audience] },
    { keys, now: new Date(NOW * 1_000) },
  );
const isTaken = (token: string) => !("problem" in verified(token));

/**
 * Attacks on what a JWT authorizer does not read, by AWS's list of its checks: functions do. Their tokens are taken on a
 * route without scopes.
 */
const UNREAD = new Set([
  "a token for another use",
  "no subject",
  "a subject that would do harm further on",
  "a user name that would do harm further on",
  "scope of a wrong type",
  "roles that are none",
]);
/** The client stands in for an audience that is absent, and what is too long for a header never gets here. */
const TAKEN = [
  "an audience of another type: client_id in its place",
  "size: a large claim",
  "size: a large header",
];

const attacks = [...new Set(tokens.map(({ attack }) => attack))].filter((attack) => !UNREAD.has(attack));

test("the battery is whole", () => {
  expect(tokens.length).toBeGreaterThanOrEqual(800);
  expect(attacks.length).toBeGreaterThanOrEqual(50);
  expect(isTaken(tokenOf(forge.rsa))).toBe(true);
});

test.each(attacks)("%s", (attack) => {
  const taken = tokens.filter((one) => one.attack === attack && isTaken(one.token));
  const expected = TAKEN.filter((name) => name.startsWith(`${attack}: `));
  expect(taken.map(({ name }) => `${attack}: ${name}`)).toEqual(expected);
});

test.each([...UNREAD])("%s: taken, and it has no scope that it should not have", (attack) => {
  const cases = tokens.filter((one) => one.attack === attack);
  expect(cases.length).toBeGreaterThan(5);
  for (const { name, token } of cases) {
    const result = verified(token);
    if ("problem" in result) throw new Error(`${name}: ${result.problem}`);
    const { counted } = scopesOf(result.claims);
    expect({ name, scopes: counted.includes("pets") }).toEqual({
      name,
      scopes: attack !== "scope of a wrong type",
    });
  }
});

const ONE_OF = attackSize({ some: 37, all: 1 });

test("mutations of a valid token", () => {
  const taken: string[] = [];
  let count = 0;
  for (const token of mutationsOf(tokenOf(forge.rsa)))
    if (count++ % ONE_OF === 0 && isTaken(token)) taken.push(token);
  expect(taken).toEqual([]);
  expect(count).toBeGreaterThan(30_000);
});
