import type { KeyObject } from "node:crypto";
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ResponseParts, responseXml, samlResponse, signedXml } from "../../../gateway/saml/respond";
import type { IamRole, SamlProvider, Statement } from "../../../terraform/model";
import { call, signedCall } from "../client";
import { installationKeys, type RunningGate, runGate } from "../gates";
import { ACCOUNT, EXECUTION_ARN, REGION, roleArn } from "../petstore/names";
import { attacks, encodedXml } from "../saml/attacks";
import { certificateOf, type MadeCertificate, metadataXml } from "../saml/metadata";
import { credentialsIn, errorOf, petRole, type StsAnswer, sts, trusting, withRoles } from "./sts-gate";

/** STS and a company's directory, whose certificate is in the Terraform's metadata document. */

const ENTITY = "https://idp.example/metadata";
const AWS = "https://signin.aws.amazon.com/saml";
const ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes";
const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;
const DIRECTORY = arnOf("directory");

const bySaml = (conditions: Readonly<Record<string, string>> = { "SAML:aud": AWS }) =>
  trusting({ Federated: [DIRECTORY] }, "sts:AssumeRoleWithSAML", conditions);

/** May call GET /pets with a tag, and POST /pets with the subject of the assertion. */
const conditional: IamRole = {
  ...petRole("conditional", { ...bySaml(), actions: ["sts:AssumeRoleWithSAML", "sts:TagSession"] }),
  policies: [
    {
      address: "api/aws_iam_role_policy.conditional",
      name: "conditional",
      document: {
        version: "2012-10-17",
        statements: [
          onlyIf("GET/pets", "aws:PrincipalTag/team", "blue"),
          onlyIf("POST/pets", "saml:sub", "mallory"),
          onlyIf("GET/pets/*", "SAML:aud", AWS),
        ],
      },
    },
  ],
};

function onlyIf(method: string, key: string, value: string): Statement {
  return {
    effect: "Allow",
    actions: ["execute-api:Invoke"],
    resources: [`${EXECUTION_ARN}/dev/${method}`],
    conditions: [{ operator: "StringEquals", key, values: [value] }],
  };
}

const roles = [
  petRole("staff", bySaml()),
  conditional,
  petRole("of-alice", bySaml({ "saml:sub": "alice" })),
  petRole("of-directory", bySaml({ "saml:doc": `${ACCOUNT}/directory`, "saml:iss": ENTITY })),
  petRole("regional", bySaml({ "SAML:aud": `https://${REGION}.signin.aws.amazon.com/saml` })),
  petRole("of-later", trusting({ Federated: [arnOf("later")] }, "sts:AssumeRoleWithSAML")),
  petRole("other", trusting({ Federated: [arnOf("other")] }, "sts:AssumeRoleWithSAML")),
];
const NAMED = [...roles.map(({ name }) => name), "unnamed-here"];

let running: RunningGate;
let certificate: MadeCertificate;
let key: KeyObject;
let now = new Date();

async function start(options: { readonly stateDir?: string } = {}): Promise<RunningGate> {
  const provider = (name: string, metadata: SamlProvider["metadata"]): SamlProvider => ({
    address: `identity/aws_iam_saml_provider.${name}`,
    arn: arnOf(name),
    name,
    metadata,
  });
  return runGate(
    (model) => ({
      ...withRoles([...roles, petRole("unnamed", bySaml())])(model),
      samlProviders: [
        provider("directory", metadataXml(ENTITY, [{ certificates: [certificate] }])),
        provider("other", metadataXml("https://other.example", [{ certificates: [certificate] }])),
        provider("later", { unknown: "known only after apply" }),
      ],
    }),
    { now: () => now, ...options },
  );
}

beforeAll(async () => {
  certificate = await certificateOf();
  key = certificate.privateKey;
  running = await start();
});
afterAll(() => running.stop());
beforeEach(() => {
  now = new Date();
});

function parts(changes: Partial<ResponseParts> = {}): ResponseParts {
  return {
    entityId: ENTITY,
    audience: "urn:amazon:webservices",
    recipient: AWS,
    subject: "mallory",
    now,
    ...changes,
    attributes: {
      [`${ATTRIBUTES}/Role`]: NAMED.map((name) => `${roleArn(name)},${DIRECTORY}`),
      [`${ATTRIBUTES}/RoleSessionName`]: ["mallory@idp.example"],
      ...changes.attributes,
    },
  };
}

const response = (changes: Partial<ResponseParts> = {}) => samlResponse(parts(changes), key);

function assume(
  assertion: string,
  parameters: Readonly<Record<string, string>> = {},
  gate = running,
): Promise<StsAnswer> {
  return sts(gate, "AssumeRoleWithSAML", {
    RoleArn: roleArn("staff"),
    PrincipalArn: DIRECTORY,
    SAMLAssertion: assertion,
    ...parameters,
  });
}

async function status(verb: string, answer: StsAnswer): Promise<number> {
  const options = { method: verb, credentials: credentialsIn(answer), region: REGION };
  return (await signedCall(running.gate.description.endpoint, "/dev/pets", options)).status;
}

test("gives credentials that work at the API, and says who they are for", async () => {
  const answer = await assume(response());
  expect(answer.status).toBe(200);
  expect(answer.element("Arn")).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/staff/mallory@idp.example`);
  expect(answer.element("Subject")).toBe("mallory");
  expect(answer.element("SubjectType")).toBe("persistent");
  expect(answer.element("Issuer")).toBe(ENTITY);
  expect(answer.element("Audience")).toBe(AWS);
  const qualifier = createHash("sha1").update(`${ENTITY}${ACCOUNT}/directory`).digest("base64");
  expect(answer.element("NameQualifier")).toBe(qualifier);
  expect(await status("POST", answer)).toBe(200);
});

test.each(["of-directory", "conditional"])("the role %s is given by the assertion's keys", async (name) => {
  expect((await assume(response(), { RoleArn: roleArn(name) })).status).toBe(200);
});

test("a regional address of AWS is a recipient, by the trust policy", async () => {
  const recipient = `https://${REGION}.signin.aws.amazon.com/saml`;
  const at = (name: string) => assume(response({ recipient }), { RoleArn: roleArn(name) });
  expect((await at("regional")).status).toBe(200);
  expect(errorOf(await at("staff"))).toMatch(/^AccessDenied: /);
});

test("tags and the subject are keys of the session's requests, and other keys of the assertion are not", async () => {
  const tagged = (team: string) =>
    assume(response({ attributes: { [`${ATTRIBUTES}/PrincipalTag:team`]: [team] } }), {
      RoleArn: roleArn("conditional"),
    });
  expect(await status("GET", await tagged("blue"))).toBe(200);
  expect(await status("GET", await tagged("red"))).toBe(403);
  const untagged = await assume(response(), { RoleArn: roleArn("conditional") });
  // Tags of the role itself are not read, so that it is not decided.
  expect(await status("GET", untagged)).toBe(500);
  expect(await status("POST", untagged)).toBe(200);
  const options = { credentials: credentialsIn(untagged), region: REGION };
  expect((await signedCall(running.gate.description.endpoint, "/dev/pets/7", options)).status).toBe(500);
});

test("the session ends with the identity provider's", async () => {
  const xml = responseXml(parts()).replace(
    /SessionNotOnOrAfter="[^"]*"/,
    `SessionNotOnOrAfter="${new Date(now.getTime() + 60_000).toISOString()}"`,
  );
  const answer = await assume(encodedXml(signedXml(xml, "Assertion", key)));
  const seconds = (Date.parse(answer.element("Expiration") ?? "") - now.getTime()) / 1_000;
  expect(seconds).toBeGreaterThan(57);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("the gate's own identity provider may sign in place of the Terraform's", async () => {
  const { partnerKey } = await installationKeys();
  const own = createPrivateKey({ key: partnerKey, format: "jwk" });
  expect((await assume(samlResponse(parts(), own))).status).toBe(200);
  const later = { PrincipalArn: arnOf("later") };
  expect(errorOf(await assume(response({ entityId: arnOf("later") }), later))).toMatch(
    /^InvalidIdentityToken: /,
  );
  expect(running.lines.join("\n")).toContain(
    "aws_iam_saml_provider.later: only assertions of the gate's own identity provider are taken: known only after apply",
  );
});

describe("the identity provider on this machine", () => {
  const described = (name = "directory") => {
    const found = running.gate.description.samlProviders.find((provider) => provider.name === name);
    if (!found) throw new Error(`no provider ${name}`);
    return found;
  };
  const ask = (form: Readonly<Record<string, string>>, { url } = described()) => {
    const { origin, pathname } = new URL(url);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return call(origin, pathname, { method: "POST", headers, body: new URLSearchParams(form).toString() });
  };
  const carol = "carol";

  test.each(["directory", "later"])("gives its users a response for roles of %s", async (name) => {
    const { arn, users } = described(name);
    const password = users.find(({ username }) => username === carol)?.password ?? "";
    const { body, status: answered } = await ask({ username: carol, password }, described(name));
    expect(answered).toBe(200);
    const answer = await assume(body, {
      PrincipalArn: arn,
      RoleArn: roleArn(name === "later" ? "of-later" : "staff"),
    });
    expect(answer.element("Arn")).toMatch(/assumed-role\/(staff|of-later)\/carol$/);
    expect(await status("POST", answer)).toBe(200);
  });

  test("refuses a wrong password, a user of another provider, and what is no form", async () => {
    const password = described("other").users[0]?.password ?? "";
    for (const form of [
      { username: carol, password },
      { username: "nobody", password },
    ])
      expect(await ask(form)).toMatchObject({ status: 403, body: "Incorrect username or password." });
    expect((await ask({ username: carol })).status).toBe(400);
    expect(
      (await ask({ username: carol, password }, { ...described(), url: `${described().url}x` })).status,
    ).toBe(404);
  });
});

const DENIED = /^AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML$/;
const INVALID = /^InvalidIdentityToken: /;
const attribute = (name: string, ...values: string[]) => ({
  attributes: { [`${ATTRIBUTES}/${name}`]: values },
});

test.each<[string, RegExp, () => string, Record<string, string>?]>([
  ["a role that trusts another subject", DENIED, response, { RoleArn: roleArn("of-alice") }],
  ["a role that trusts another provider", DENIED, response, { RoleArn: roleArn("other") }],
  ["a role that the assertion does not name", DENIED, response, { RoleArn: roleArn("unnamed") }],
  ["a role that is not there", DENIED, response, { RoleArn: roleArn("unnamed-here") }],
  ["a role for an account", DENIED, response, { RoleArn: roleArn("warehouse") }],
  [
    "a role named for another provider",
    DENIED,
    () => response(attribute("Role", `${roleArn("staff")},${arnOf("other")}`)),
  ],
  ["a role named without a provider", DENIED, () => response(attribute("Role", roleArn("staff")))],
  [
    "a role named with more",
    DENIED,
    () => response(attribute("Role", `${roleArn("staff")},${DIRECTORY},${DIRECTORY}`)),
  ],
  ["no roles", DENIED, () => response(attribute("Role"))],
  [
    "another provider",
    /^InvalidIdentityToken: Issuer not present in specified provider/,
    response,
    { PrincipalArn: arnOf("other") },
  ],
  [
    "a provider that is not there",
    /^InvalidIdentityToken: Specified provider doesn't exist$/,
    response,
    { PrincipalArn: arnOf("none") },
  ],
  [
    "no session name",
    /^InvalidIdentityToken: RoleSessionName is required in AuthnResponse$/,
    () => response(attribute("RoleSessionName")),
  ],
  ["two session names", INVALID, () => response(attribute("RoleSessionName", "one", "two"))],
  [
    "a session name with a slash",
    /^InvalidIdentityToken: RoleSessionName in AuthnResponse must match/,
    () => response(attribute("RoleSessionName", "a/b")),
  ],
  [
    "a tag that the trust policy does not allow",
    DENIED,
    () => response(attribute("PrincipalTag:team", "blue")),
  ],
  ["a tag with two values", INVALID, () => response(attribute("PrincipalTag:team", "blue", "red"))],
  ["a tag of AWS", /^ValidationError: /, () => response(attribute("PrincipalTag:aws:x", "1"))],
  [
    "a source identity",
    /^InvalidIdentityToken: The attribute SourceIdentity is not served/,
    () => response(attribute("SourceIdentity", "m")),
  ],
  [
    "transitive tags",
    /^InvalidIdentityToken: The attribute TransitiveTagKeys is not served/,
    () => response(attribute("TransitiveTagKeys", "team")),
  ],
  [
    "another audience",
    /^InvalidIdentityToken: Response does not contain the required audience/,
    () => response({ audience: "urn:other" }),
  ],
  [
    "another recipient",
    /^InvalidIdentityToken: Response does not contain the required audience/,
    () => response({ recipient: "https://eu-west-1.signin.aws.amazon.com/saml" }),
  ],
  ["an answer to a request", INVALID, () => response({ inResponseTo: "_1" })],
  [
    "one that is over",
    /^ExpiredTokenException: /,
    () => response({ now: new Date(now.getTime() - 300_000) }),
  ],
  [
    "a foreign signature",
    /^InvalidIdentityToken: Response signature invalid/,
    () => samlResponse(parts(), generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
  ],
  ["less than 15 minutes", /^ValidationError: /, response, { DurationSeconds: "899" }],
  ["more than the role's maximum", /^ValidationError: /, response, { DurationSeconds: "3601" }],
  ["policies by ARN", /^ValidationError: PolicyArns/, response, { "PolicyArns.member.1.arn": "arn" }],
])("%s is refused, and no credentials are made", async (_name, expected, assertion, parameters = {}) => {
  const answer = await assume(assertion(), parameters);
  expect(errorOf(answer)).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test.each(Object.entries(attacks))("attack: %s", async (_name, make) => {
  const xml = make({ parts: parts(), victim: "alice", key, publicKey: createPublicKey(key) });
  for (const name of ["of-alice", "staff"]) {
    const answer = await assume(encodedXml(xml), { RoleArn: roleArn(name) });
    expect(errorOf(answer)).toMatch(INVALID);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  }
});

test("an assertion is taken once, and one that was refused may be sent again", async () => {
  const assertion = response();
  expect(errorOf(await assume(assertion, { RoleArn: roleArn("of-alice") }))).toMatch(DENIED);
  const both = await Promise.all([assume(assertion), assume(assertion)]);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 400]);
  const again = errorOf(await assume(assertion));
  expect(again).toBe("InvalidIdentityToken: The assertion was used before: this gate takes each once.");
});

test("a restart does not make an assertion new", async () => {
  const folder = mkdtempSync(join(tmpdir(), "saml-"));
  try {
    const assertion = response();
    const answers = [];
    for (const _run of [1, 2]) {
      const gate = await start({ stateDir: join(folder, "state") });
      answers.push((await assume(assertion, {}, gate)).status);
      await gate.stop();
    }
    expect(answers).toEqual([200, 400]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
