import { issuersFrom } from "../../../functions/token-verifier/environment";
import { rulesOf } from "../../../functions/token-verifier/issuer";

const one = {
  ISSUER: "https://issuer.example/",
  JWKS_URL: "https://issuer.example/jwks.json",
  AUDIENCE: "api",
};

describe("the environment", () => {
  it("needs an issuer, its keys and an audience, and has a default for everything else", () => {
    const [issuer, ...more] = issuersFrom(one);
    expect(issuer && rulesOf(issuer)).toEqual({
      issuer: "https://issuer.example/",
      jwksUrl: "https://issuer.example/jwks.json",
      audience: "api",
      audienceClaim: "aud",
      tokenUse: "unmarked",
      types: ["absent", "jwt", "at+jwt"],
      algorithms: ["RS256"],
      rolesClaim: "roles",
      subjectPrefix: "",
      clockSkew: 60,
      maxTokenBytes: 8_192,
      keys: { ttl: 600, staleLimit: 3_600 },
    });
    expect(more).toEqual([]);
  });

  it("can say everything else", () => {
    expect(
      issuersFrom({
        ...one,
        AUDIENCE_CLAIM: "client_id",
        TOKEN_USE: "access",
        TOKEN_TYPES: "at+JWT, absent",
        ALGORITHMS: "ES256,EdDSA",
        ROLES_CLAIM: "https://issuer.example/roles",
        SUBJECT_PREFIX: "partner|",
        CLOCK_SKEW: "0",
        MAX_TOKEN_BYTES: "4096",
        JWKS_TTL: "60",
        JWKS_STALE_LIMIT: "0",
      }),
    ).toEqual([
      {
        issuer: "https://issuer.example/",
        jwksUrl: "https://issuer.example/jwks.json",
        audience: "api",
        audienceClaim: "client_id",
        tokenUse: "access",
        types: ["at+JWT", "absent"],
        algorithms: ["ES256", "EdDSA"],
        rolesClaim: "https://issuer.example/roles",
        subjectPrefix: "partner|",
        clockSkew: 0,
        maxTokenBytes: 4_096,
        keys: { ttl: 60, staleLimit: 0 },
      },
    ]);
  });

  it("can name further issuers", () => {
    const other = { ...one, ISSUER: "https://other.example/", AUDIENCE: "other-api", SUBJECT_PREFIX: "b|" };
    expect(issuersFrom({ ...one, SUBJECT_PREFIX: "a|", MORE_ISSUERS: JSON.stringify([other]) })).toEqual([
      expect.objectContaining({ issuer: one.ISSUER, audience: "api" }),
      expect.objectContaining({ issuer: other.ISSUER, audience: "other-api" }),
    ]);
  });

  it.each([
    ["", "b|"],
    ["a|", ""],
    ["a|", "a|"],
    ["a|", "a|b|"],
    ["ab", "a"],
  ])("does not let the subjects of two issuers meet: %j and %j", (first, second) => {
    const other = { ...one, ISSUER: "https://other.example/", SUBJECT_PREFIX: second || undefined };
    const environment = { ...one, SUBJECT_PREFIX: first || undefined, MORE_ISSUERS: JSON.stringify([other]) };
    expect(() => issuersFrom(environment)).toThrow(
      `SUBJECT_PREFIX: found "${first}" and "${second}" for ${one.ISSUER} and ${other.ISSUER}`,
    );
  });

  it.each<[Record<string, string | undefined>, string, string]>([
    [{ ISSUER: undefined }, "ISSUER", "is missing"],
    [{ ISSUER: "" }, "ISSUER", "is missing"],
    [{ JWKS_URL: undefined }, "JWKS_URL", "is missing"],
    [{ AUDIENCE: "" }, "AUDIENCE", "is missing"],
    [
      { JWKS_URL: "http://issuer.example/jwks" },
      "JWKS_URL",
      "expected an https URL without credentials, or http to a loopback host",
    ],
    [{ AUDIENCE_CLAIM: "azp" }, "AUDIENCE_CLAIM", "found azp, expected one of aud, client_id"],
    [{ TOKEN_USE: "any" }, "TOKEN_USE", "found any, expected one of access, id, unmarked"],
    [{ TOKEN_TYPES: "" }, "TOKEN_TYPES", "is empty"],
    [{ TOKEN_TYPES: "JWT,,at+jwt" }, "TOKEN_TYPES", "has an empty item"],
    [{ TOKEN_TYPES: "JWT, ,at+jwt" }, "TOKEN_TYPES", "has an empty item"],
    [{ ALGORITHMS: "none" }, "ALGORITHMS", "found none, expected one of RS256, ES256, EdDSA"],
    [{ ALGORITHMS: "RS256,HS256" }, "ALGORITHMS", "found HS256, expected one of RS256, ES256, EdDSA"],
    [{ ALGORITHMS: "" }, "ALGORITHMS", "is empty"],
    [{ ROLES_CLAIM: "" }, "ROLES_CLAIM", "is empty"],
    [{ SUBJECT_PREFIX: "a b" }, "SUBJECT_PREFIX", "expected at most 64 visible ASCII characters"],
    [{ CLOCK_SKEW: "-1" }, "CLOCK_SKEW", "found -1, expected a whole number from 0"],
    [{ CLOCK_SKEW: "1e3" }, "CLOCK_SKEW", "found 1e3, expected a whole number from 0"],
    [{ JWKS_TTL: "4" }, "JWKS_TTL", "found 4, expected a whole number from 5"],
    [
      { MAX_TOKEN_BYTES: "9999999999" },
      "MAX_TOKEN_BYTES",
      "found 9999999999, expected a whole number from 1",
    ],
    [{ MORE_ISSUERS: "{" }, "MORE_ISSUERS", "expected a JSON array of objects whose members are strings"],
    [{ MORE_ISSUERS: "{}" }, "MORE_ISSUERS", "expected a JSON array of objects whose members are strings"],
    [
      { MORE_ISSUERS: "[null]" },
      "MORE_ISSUERS",
      "expected a JSON array of objects whose members are strings",
    ],
    [
      { MORE_ISSUERS: '[{"CLOCK_SKEW":0}]' },
      "MORE_ISSUERS",
      "expected a JSON array of objects whose members are strings",
    ],
    [
      { MORE_ISSUERS: '[{"ISSUER":"x","CLOCK_SKEW":0}]' },
      "MORE_ISSUERS",
      "expected a JSON array of objects whose members are strings",
    ],
    [
      { MORE_ISSUERS: '["ISSUER"]' },
      "MORE_ISSUERS",
      "expected a JSON array of objects whose members are strings",
    ],
    [{ MORE_ISSUERS: "[7]" }, "MORE_ISSUERS", "expected a JSON array of objects whose members are strings"],
    [{ MORE_ISSUERS: '[{"ISSUER":"x"}]' }, "MORE_ISSUERS[0].JWKS_URL", "is missing"],
    [
      { MORE_ISSUERS: JSON.stringify([one]) },
      "MORE_ISSUERS",
      "names the issuer https://issuer.example/ a second time",
    ],
  ])("%j is a configuration error at %s", (changes, where, problem) => {
    expect(() => issuersFrom({ ...one, ...changes })).toThrow(
      expect.objectContaining({
        name: "ConfigurationError",
        code: "CONFIGURATION",
        where,
        message: `${where}: ${problem}`,
      }),
    );
  });
});
