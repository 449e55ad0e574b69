import { call } from "../client";
import { type RunningGate, runGate } from "../gates";
import { resigned, signIn } from "../people";
import { PROVIDER, roleArn } from "../petstore/names";
import { byAccount } from "../petstore/roles";
import { byPoolToken, errorOf, petRole, type StsAnswer, sts, withRoles } from "./sts-gate";

/** No parameter is ignored: one that is empty, misspelt or not served gives no session that is wider than what was asked. */

let running: RunningGate;
let token: string;
beforeAll(async () => {
  running = await runGate(
    withRoles([
      petRole("worker", byAccount),
      petRole("web", byPoolToken({ [`${PROVIDER}:aud`]: "scripts" })),
    ]),
  );
  token = (await signIn(running, "alice")).idToken;
});
afterAll(() => running.stop());

type Parameters = Readonly<Record<string, string>>;

const operations = {
  AssumeRole: (more: Parameters) =>
    sts(
      running,
      "AssumeRole",
      { RoleArn: roleArn("worker"), RoleSessionName: "s1", ...more },
      running.gate.description.operator,
    ),
  AssumeRoleWithWebIdentity: (more: Parameters) =>
    sts(running, "AssumeRoleWithWebIdentity", {
      RoleArn: roleArn("web"),
      RoleSessionName: "s1",
      WebIdentityToken: token,
      ...more,
    }),
  // Names are read before the assertion is.
  AssumeRoleWithSAML: (more: Parameters) =>
    sts(running, "AssumeRoleWithSAML", {
      RoleArn: roleArn("staff"),
      PrincipalArn: "arn:aws:iam::123456789012:saml-provider/directory",
      SAMLAssertion: "assertion",
      ...more,
    }),
  GetCallerIdentity: (more: Parameters) =>
    sts(running, "GetCallerIdentity", more, running.gate.description.operator),
} satisfies Record<string, (more: Parameters) => Promise<StsAnswer>>;

const sessions = ["AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"] as const;
const all = [...sessions, "GetCallerIdentity"] as const;
const ARN = "arn:aws:iam::123456789012:policy/reads";
const unread = (name: string) =>
  new RegExp(`^ValidationError: The parameter ${name} of \\w+ is not served by this gate`);
const short = (member: string, least: number) =>
  new RegExp(`^ValidationError: .*'' at '${member}' .*greater than or equal to ${least}`);

const cases: readonly (readonly [
  on: readonly (keyof typeof operations)[],
  more: Parameters,
  expected: RegExp,
])[] = [
  [sessions, { Policy: "" }, short("policy", 1)],
  [sessions, { "PolicyArns.member.1.arn": "" }, short("policyArns.member.1.arn", 20)],
  [sessions, { DurationSeconds: "" }, /^MalformedInput: DurationSeconds/],
  [sessions, { PolicyArns: "" }, unread("PolicyArns")],
  [sessions, { PolicyArns: ARN }, unread("PolicyArns")],
  [sessions, { "policyArns.member.1.arn": ARN }, unread("policyArns.member.1.arn")],
  [sessions, { "PolicyArns.member.1.Arn": ARN }, unread("PolicyArns.member.1.Arn")],
  [sessions, { "PolicyArns.member.0.arn": ARN }, unread("PolicyArns.member.0.arn")],
  [sessions, { "PolicyArns.1.arn": ARN }, unread("PolicyArns.1.arn")],
  [sessions, { policy: "{}" }, unread("policy")],
  [sessions, { durationSeconds: "900" }, unread("durationSeconds")],
  [sessions, { "TransitiveTagKeys.member.1": "team" }, unread("TransitiveTagKeys.member.1")],
  [sessions, { TransitiveTagKeys: "" }, unread("TransitiveTagKeys")],
  [
    sessions,
    { SerialNumber: "arn:aws:iam::123456789012:mfa/x", TokenCode: "123456" },
    unread("SerialNumber"),
  ],
  [sessions, { TokenCode: "" }, unread("TokenCode")],
  [sessions, { SourceIdentity: "" }, unread("SourceIdentity")],
  [
    sessions,
    { "ProvidedContexts.member.1.ProviderArn": ARN },
    unread("ProvidedContexts.member.1.ProviderArn"),
  ],
  [["AssumeRoleWithWebIdentity"], { ProviderId: "graph.facebook.com" }, unread("ProviderId")],
  [["AssumeRoleWithWebIdentity"], { "Tags.member.1.Key": "team" }, unread("Tags.member.1.Key")],
  [["AssumeRole"], { ExternalId: "" }, short("externalId", 2)],
  [["AssumeRole"], { RoleSessionName: "" }, short("roleSessionName", 2)],
  [["AssumeRole"], { Tags: "team" }, /^ValidationError: Tags is a list/],
  [["AssumeRole"], { "Tags.member.1.Key": "team" }, /^ValidationError: Tags.member.1 has no Value/],
  [["AssumeRole"], { "Tags.member.1.Key": "", "Tags.member.1.Value": "x" }, /^ValidationError: The tag /],
  [["AssumeRole"], { "Tags.member.1.key": "team", "Tags.member.1.Value": "x" }, unread("Tags.member.1.key")],
  [all, { Filter: "x" }, unread("Filter")],
];

test.each(cases.flatMap(([on, more, expected]) => on.map((name) => [name, more, expected] as const)))(
  "%s with %j gives no session",
  async (name, more, expected) => {
    const answer = await operations[name](more);
    expect(errorOf(answer)).toMatch(expected);
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  },
);

test.each(["AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"] as const)(
  "%s answers what has no such parameters",
  async (name) => {
    expect((await operations[name]({})).status).toBe(200);
  },
);

test("a list of tags without members is one without tags", async () => {
  expect((await operations.AssumeRole({ Tags: "" })).status).toBe(200);
});

test.each([
  ["a parameter in the address of a POST", "Policy=", /^ValidationError: .*'policy'/],
  ["one that is in the address and in the body", "RoleSessionName=other", /^InvalidAction: /],
])("%s is read too", async (_name, query, expected) => {
  const body = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: roleArn("web"),
    RoleSessionName: "s1",
    WebIdentityToken: token,
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await call(running.gate.description.endpoint, `/?${query}`, {
    method: "POST",
    headers,
    body,
  });
  const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(answer.body) ?? [];
  expect(`${code}: ${message}`).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test.each<readonly [name: string, claims: Readonly<Record<string, unknown>>, expected: RegExp]>([
  [
    "transitive tags",
    { "https://aws.amazon.com/tags": { transitive_tag_keys: ["a"] } },
    /transitive_tag_keys is not/,
  ],
  ["a source identity", { "https://aws.amazon.com/source_identity": "x" }, /source_identity is not served/],
  ["tags that are a list", { "https://aws.amazon.com/tags": { principal_tags: ["a"] } }, /not a valid JWT/],
])("a token with %s gives no session", async (_name, claims, expected) => {
  const answer = await operations.AssumeRoleWithWebIdentity({
    WebIdentityToken: resigned(running, token, claims),
  });
  expect(errorOf(answer)).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});
