import type { Issuer } from "../../../functions/token-verifier/issuer";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import { issuer, type Members, NOW, tokenOf, verifierFor } from "../support/issuer";
import { ecKey, edKey, jwksOf, rsaKey } from "../support/tokens";

const rsa = rsaKey("rsa");
const keys = [rsa, ecKey("ec"), edKey("ed")] as const;

async function outcome(
  rules: Partial<Issuer>,
  claims: Members = {},
  header: Members = {},
  key = rsa as (typeof keys)[number],
) {
  return verifierFor(
    keys,
    rules,
  )(tokenOf(key, claims, header)).then(
    () => "accepted",
    (error) => error.code,
  );
}

describe("the rules of an issuer", () => {
  it.each<[string, Partial<Issuer>, Members, Members, string]>([
    ["a smaller token", { maxTokenBytes: 300 }, {}, {}, "TOKEN_SIZE"],
    ["a larger token", { maxTokenBytes: 20_000 }, { note: "x".repeat(9_000) }, {}, "accepted"],
    ["only at+jwt", { types: ["at+jwt"] }, {}, {}, "HEADER_TYPE"],
    ["only at+jwt, absent", { types: ["at+jwt"] }, {}, { typ: undefined }, "HEADER_TYPE"],
    ["only at+jwt, given", { types: ["AT+JWT"] }, {}, { typ: "at+jwt" }, "accepted"],
    ["a type of its own", { types: ["pet+jwt"] }, {}, { typ: "application/pet+jwt" }, "accepted"],
    [
      "the audience in client_id",
      { audienceClaim: "client_id" },
      { client_id: "https://api.example" },
      {},
      "accepted",
    ],
    ["the audience in client_id, but only in aud", { audienceClaim: "client_id" }, {}, {}, "AUDIENCE"],
    ["access tokens, without token_use", { tokenUse: "access" }, {}, {}, "TOKEN_USE"],
    ["access tokens, with token_use", { tokenUse: "access" }, { token_use: "access" }, {}, "accepted"],
    ["access tokens, an ID token", { tokenUse: "access" }, { token_use: "id" }, {}, "TOKEN_USE"],
    ["ID tokens, with token_use", { tokenUse: "id" }, { token_use: "id", at_hash: "x" }, {}, "accepted"],
    ["ID tokens, an access token", { tokenUse: "id" }, { token_use: "access" }, {}, "TOKEN_USE"],
    ["no skew, now", { clockSkew: 0 }, { iat: NOW, nbf: NOW }, {}, "accepted"],
    ["no skew, a second early", { clockSkew: 0 }, { iat: NOW + 1 }, {}, "ISSUED_AT"],
    ["a wider skew does not prolong a token", { clockSkew: 600 }, { exp: NOW }, {}, "EXPIRY"],
  ])("%s: %j", async (_, rules, claims, header, expected) => {
    expect(await outcome(rules, claims, header)).toBe(expected);
  });

  it("let a token be as large as they say, and not a byte larger", async () => {
    const token = tokenOf(rsa);
    const within = (maxTokenBytes: number) => verifierFor(keys, { maxTokenBytes })(token);
    await expect(within(token.length)).resolves.toBeDefined();
    await expect(within(token.length - 1)).rejects.toMatchObject({ code: "TOKEN_SIZE" });
  });

  it("refuse in words that name the check and nothing of the token", async () => {
    await expect(verifierFor(keys)(tokenOf(rsa, { exp: 1 }))).rejects.toMatchObject({
      name: "TokenRefused",
      code: "EXPIRY",
      message: "Token refused: EXPIRY",
    });
  });

  it("take the roles from the claim that they name, literally", async () => {
    const rolesClaim = "https://issuer.example/roles.all";
    const token = tokenOf(rsa, { [rolesClaim]: ["keeper"], roles: ["admin"] });
    await expect(verifierFor(keys, { rolesClaim })(token)).resolves.toMatchObject({ roles: ["keeper"] });
  });

  it.each(["__proto__", "constructor", "a.b"])("find no roles in %s", async (rolesClaim) => {
    const token = tokenOf(rsa, { a: { b: ["admin"] } });
    await expect(verifierFor(keys, { rolesClaim })(token)).resolves.toMatchObject({ roles: [] });
  });

  it("take text as one role, spaces and commas included", async () => {
    const token = tokenOf(rsa, { roles: "not admin,admin" });
    await expect(verifierFor(keys)(token)).resolves.toMatchObject({ roles: ["not admin,admin"] });
  });

  it.each(keys)("allow $alg only if they say so", async (key) => {
    const { algorithms, ...byDefault } = issuer;
    const accepts = async (rules: Issuer) =>
      createVerifier([rules], { fetch: async () => jwksOf(...keys), now: () => NOW * 1_000 })(
        tokenOf(key),
      ).then(
        () => true,
        () => false,
      );
    expect(algorithms).toContain(key.alg);
    expect(await accepts(byDefault)).toBe(key.alg === "RS256");
    for (const { alg } of keys)
      expect(await accepts({ ...byDefault, algorithms: [alg as "RS256"] })).toBe(alg === key.alg);
  });

  it("hold for one issuer each: a smaller limit is not lifted by another issuer's larger one", async () => {
    const other: Issuer = { ...issuer, issuer: "https://other.example/", maxTokenBytes: 20_000 };
    const verify = createVerifier([issuer, other], {
      fetch: async () => jwksOf(rsa),
      now: () => NOW * 1_000,
    });
    const note = "x".repeat(9_000);
    await expect(verify(tokenOf(rsa, { iss: other.issuer, note }))).resolves.toBeDefined();
    await expect(verify(tokenOf(rsa, { note }))).rejects.toMatchObject({ code: "TOKEN_SIZE" });
  });

  it("put their prefix before the subject", async () => {
    const identity = verifierFor(keys, { subjectPrefix: "partner|" })(tokenOf(rsa));
    await expect(identity).resolves.toMatchObject({ subject: "partner|alice-1" });
  });

  it.each<[string, Members]>([
    ["username", { username: "a", "cognito:username": "b", preferred_username: "c" }],
    ["cognito:username", { username: undefined, "cognito:username": "a", preferred_username: "c" }],
    ["preferred_username", { username: undefined, preferred_username: "a" }],
  ])("give the user name of %s", async (_, claims) => {
    await expect(verifierFor(keys)(tokenOf(rsa, claims))).resolves.toMatchObject({ username: "a" });
  });

  it("give an identity whole", async () => {
    await expect(
      verifierFor(keys)(tokenOf(rsa, { username: undefined, scope: undefined, roles: undefined })),
    ).resolves.toEqual({
      issuer: issuer.issuer,
      subject: "alice-1",
      username: "",
      scope: "",
      roles: [],
      expires: NOW + 3_600,
    });
  });
});
