import { battery } from "../support/hostile/battery";
import { tokenOf, verifierFor } from "../support/issuer";

const { tokens, published, forge } = battery();
const attacks = grouped();
const verify = verifierFor(published);

function grouped(): Map<string, typeof tokens> {
  const groups = new Map<string, (typeof tokens)[number][]>();
  for (const token of tokens) groups.set(token.attack, [...(groups.get(token.attack) ?? []), token]);
  return groups;
}

it("the battery is as large as it should be, and no token is in it twice under one name", () => {
  expect(tokens.length).toBeGreaterThanOrEqual(300);
  expect(attacks.size).toBeGreaterThanOrEqual(40);
  const names = tokens.map(({ attack, name }) => `${attack}: ${name}`);
  expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
});

it.each([...attacks])("%s: each token is refused, for its own reason", async (_, cases) => {
  const outcomes = cases.map(async ({ name, token }) => {
    const outcome = await verify(token).then(
      () => "accepted",
      (error) => error.code,
    );
    return [name, outcome];
  });
  expect(await Promise.all(outcomes)).toEqual(cases.map(({ name, code }) => [name, code]));
});

describe("valid tokens", () => {
  it.each([forge.rsa, forge.ec, forge.ed])("of $alg are accepted", async (key) => {
    await expect(verify(tokenOf(key))).resolves.toMatchObject({ subject: "alice-1", roles: ["admin"] });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["no typ", {}, { typ: undefined }],
    ["typ at+jwt", {}, { typ: "at+jwt" }],
    ["typ application/at+jwt in capitals", {}, { typ: "APPLICATION/AT+JWT" }],
    [
      "members that are only unknown",
      { x: { y: [1, { z: 2 }] }, jti: "1" },
      { x5t: "AA", "x5t#S256": "AA", nonce: "n" },
    ],
    ["several audiences", { aud: ["https://other.example", "https://api.example"] }, {}],
    ["an issue date at the edge of the skew", { iat: 1_800_000_060 }, {}],
    ["a beginning at the edge of the skew", { nbf: 1_800_000_060 }, {}],
    ["no dates but the end, with a fraction", { iat: undefined, nbf: undefined, exp: 1_800_000_000.5 }, {}],
    ["a user name in other letters", { username: "J\u00fcrgen \u674e \u{1f600}" }, {}],
    ["Cognito's name for it", { username: undefined, "cognito:username": "alice" }, {}],
    ["no user name and no scope", { username: undefined, scope: undefined }, {}],
    ["token_use access", { token_use: "access" }, {}],
    ["one role as text", { roles: "admin" }, {}],
    ["quotes, colons and braces in text", { note: '{":"}\\" : \\\\', 'a"b:c': 1 }, {}],
    ["a backslash at the end of a text", { note: "\\", last: "::" }, {}],
    ["sixteen levels", { x: JSON.parse("[".repeat(15) + "]".repeat(15)) }, {}],
    ["dates in 1970", { iat: 0, nbf: 0 }, {}],
    ["no end before the year 10000", { exp: 253_402_300_799 }, {}],
    ["a hundred roles", { roles: ["admin", ...Array.from({ length: 99 }, (_, at) => `role-${at}`)] }, {}],
    ["a subject of 255 characters", { sub: "x".repeat(255) }, {}],
    ["a subject of one character", { sub: "7" }, {}],
  ])("with %s are accepted", async (_, claims, header) => {
    await expect(verify(tokenOf(forge.rsa, claims, header))).resolves.toMatchObject({
      issuer: "https://issuer.example/",
    });
  });
});
