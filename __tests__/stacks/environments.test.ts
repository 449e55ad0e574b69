import { DeclarationError } from "../../constructs/declaration/errors";
import { checkContext } from "../../stacks/app";
import { checkEnvironment, environmentNamed } from "../../stacks/environment-named";

function refusal(settings: unknown): readonly [code: string, message: string] {
  try {
    environmentNamed("prod", settings);
  } catch (error) {
    if (error instanceof DeclarationError) return [error.code, error.message];
    throw error;
  }
  return ["accepted", ""];
}

const bootstrap = environmentNamed("prod").bootstrap as object;
const github = {
  repository: "acme/shop",
  branch: "main",
  environment: "prod",
  pullRequests: "may-not",
  provider: "created",
};

test("both environments are valid, and settings replace single fields", () => {
  expect(environmentNamed("dev").firewall).toBe("off");
  expect(environmentNamed("prod", { firewall: "off" })).toEqual({
    ...environmentNamed("prod"),
    firewall: "off",
  });
  expect(environmentNamed("prod", '{"tracing":"off"}').tracing).toBe("off");
});

test.each<[place: string, settings: unknown, expected: RegExp]>([
  ["settings", "region=eu", /is "region=eu"; expected fields by name, as JSON/],
  ["settings", "[]", /expected fields by name/],
  ["prod.region", { region: "Frankfurt" }, /is "Frankfurt"; expected an AWS region such as eu-central-1/],
  ["prod.region", { region: 1 }, /is 1; expected an AWS region/],
  ["prod.name", { name: "Production!" }, /expected up to 16 small letters/],
  ["prod.scriptClient", { scriptClient: "no" }, /is "no"; expected true or false/],
  [
    "prod.partner.issuer",
    { partner: { issuer: "http://x", jwksUrl: "https://x", audience: "a" } },
    /expected an address with https/,
  ],
  [
    "prod.partner.audience",
    { partner: { issuer: "https://x", jwksUrl: "https://x", audience: "" } },
    /expected some text/,
  ],
  [
    "prod.bootstrap.github.pullRequests",
    { bootstrap: { ...bootstrap, github: { ...github, pullRequests: "yes" } } },
    /expected may-plan or may-not/,
  ],
  [
    "prod.bootstrap.github.repository",
    { bootstrap: { ...bootstrap, github: { ...github, repository: "acme/*" } } },
    /expected ORG\/REPO, or ORG@ID\/REPO@ID/,
  ],
  ["prod.state", { state: "s3" }, /is "s3"; expected "local", or settings in its place/],
  ["prod.state.bucket", { state: { bucket: "My_Bucket" } }, /expected a bucket's name/],
  [
    "prod.state.kmsKeyArn",
    { state: { bucket: "shop-state", kmsKeyArn: "key" } },
    /expected the ARN of a KMS key/,
  ],
  ["prod.tags.team", { tags: { team: 7 } }, /is 7; expected some text/],
  ["prod.selfServiceKeys", { selfServiceKeys: "on" }, /is "on"; expected "off", or settings in its place/],
  [
    "prod.selfServiceKeys.perUser",
    { selfServiceKeys: { perUser: 11 } },
    /expected a whole number from 1 to 10/,
  ],
  ["prod.protection", { protection: "yes" }, /expected on or off/],
  ["prod.encryption", { encryption: "none" }, /expected own-key or aws-owned/],
  [
    "prod.userPool.tier",
    { userPool: { selfSignUp: true, tier: "GOLD" } },
    /expected LITE or ESSENTIALS or PLUS/,
  ],
  ["prod.userPool.mfa", { userPool: { selfSignUp: true, mfa: "ON" } }, /expected optional or on or off/],
  [
    "prod.userPool.passwordLength",
    { userPool: { selfSignUp: true, passwordLength: 8 } },
    /expected a whole number from 12 to 99/,
  ],
  [
    "prod.userPool.signInWith[1]",
    { userPool: { selfSignUp: true, signInWith: ["email", "fax"] } },
    /is "fax"; expected user-name or email or phone/,
  ],
  [
    "prod.userPool.signInWith",
    { userPool: { selfSignUp: true, signInWith: [] } },
    /expected a list of at least 1/,
  ],
  ["prod.firewall", { firewall: "on" }, /expected "off", or settings in its place/],
  ["prod.firewall.mode", { firewall: { mode: "log" } }, /expected block or count/],
  ["prod.firewall.requestsPerIp", { firewall: { requestsPerIp: 5 } }, /expected a whole number from 10/],
  [
    "prod.firewall.countries.only[0]",
    { firewall: { countries: { only: ["Germany"] } } },
    /expected a country of two capitals/,
  ],
  [
    "prod.firewall.largestBody",
    { firewall: { largestBody: 1e6 } },
    /expected a whole number from 1 to 65536/,
  ],
  ["prod.logs", { logs: null }, /is null; expected fields by name/],
  ["prod.logs.retention", { logs: { retention: "365" } }, /is "365"; expected a whole number/],
  ["prod.alarms.emails[0]", { alarms: { emails: ["ops"] } }, /is "ops"; expected an e-mail address/],
  ["prod.tracing", { tracing: true }, /expected on or functions or off/],
  ["prod.throttle.rate", { throttle: { rate: 0, burst: 1 } }, /expected a whole number from 1 to 10000/],
  ["prod.cors.maxAge", { cors: { origins: ["*"], maxAge: -1 } }, /expected a whole number from 0/],
  ["prod.cors.origins", { cors: { origins: [] } }, /expected a list of at least 1/],
  ["prod.cors.origins", { cors: { origins: "*" } }, /expected a list of at least 1/],
  ["prod.admission.ipRanges", { admission: { ipRanges: "10.0.0.0/8" } }, /expected a list of at least 1/],
  [
    "prod.bootstrap.trailBucket",
    { bootstrap: { stateBucket: "shop-state", trailBucket: "X", accessLogBucket: "shop-logs" } },
    /expected a bucket's name/,
  ],
])("%s: %j is refused by its place", (place, settings, expected) => {
  const [code, message] = refusal(settings);
  expect(code).toBe("CONFIG_INVALID");
  expect(message.startsWith(`${place} is `)).toBe(true);
  expect(message).toMatch(expected);
});

test("the error of an unknown or missing field names the known fields", () => {
  expect(refusal({ firewal: "off" })).toEqual([
    "CONFIG_FIELD_UNKNOWN",
    expect.stringMatching(/^prod has the field "firewal"; the fields are name, region,/),
  ]);
  expect(refusal({ partner: { issuer: "https://x", jwksUrl: "https://x" } })).toEqual([
    "CONFIG_FIELD_MISSING",
    'prod.partner has no field "audience", which is required; the fields are issuer, jwksUrl, audience.',
  ]);
  expect(() => checkEnvironment({}, "stage")).toThrow(
    'stage has no field "name", which is required; the fields are name,',
  );
});

test("settings that contradict each other are refused", () => {
  expect(refusal({ logs: "off" })).toEqual([
    "CONFIG_CLASH",
    expect.stringMatching(/prod\.alarms are on.*expected logs/),
  ]);
  expect(refusal({ scriptClient: true })).toEqual([
    "CONFIG_CLASH",
    expect.stringMatching(/prod\.scriptClient accepts passwords/),
  ]);
  expect(refusal({ cors: { origins: ["https://shop.example.com"] }, hardening: "off" })).toEqual([
    "CONFIG_CLASH",
    'prod.cors is set and prod.hardening is off: a page could not read why it was refused. Expected prod.hardening "on".',
  ]);
});

test("an unknown key of cdktf.json's context is refused", () => {
  expect(() => checkContext({ environment: "dev", settings: {}, cdktfVersion: "0.21.0" })).not.toThrow();
  expect(() => checkContext({ enviroment: "prod" })).toThrow(
    'The context in cdktf.json has the key "enviroment"; there are environment and settings, and cdktf\'s own. Did you mean "environment"?',
  );
});
