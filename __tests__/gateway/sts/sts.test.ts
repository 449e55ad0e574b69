import type { AttachedPolicy } from "../../../terraform/model";
import { call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { credentialsFor, forged, resigned, type SignedIn, signIn, unsigned } from "../people";
import { ACCOUNT, EXECUTION_ARN, PROVIDER, REGION, roleArn } from "../petstore/names";
import { byAccount } from "../petstore/roles";
import { byPoolToken, credentialsIn, errorOf, petRole, sts, trusting, withRoles } from "./sts-gate";

const tag = (key: string, value: string) => ({ "Tags.member.1.Key": key, "Tags.member.1.Value": value });

/** GET /pets for sessions with a tag. */
function onlyOfTeam(team: string): AttachedPolicy {
  return {
    address: "api/aws_iam_role_policy.tagged",
    name: "tagged",
    document: {
      version: "2012-10-17",
      statements: [
        {
          effect: "Allow",
          actions: ["execute-api:Invoke"],
          resources: [`${EXECUTION_ARN}/dev/GET/pets`],
          conditions: [{ operator: "StringEquals", key: "aws:PrincipalTag/team", values: [team] }],
        },
      ],
    },
  };
}

const AUD = { [`${PROVIDER}:aud`]: "scripts" };

let running: RunningGate;
let alice: SignedIn;

beforeAll(async () => {
  running = await runGate(
    withRoles([
      petRole("web", byPoolToken(AUD)),
      petRole("nobody", byPoolToken({ [`${PROVIDER}:sub`]: "another" })),
      petRole("other-app", byPoolToken({ [`${PROVIDER}:aud`]: "app" })),
      petRole("asks-more", byPoolToken({ ...AUD, "aws:RequestTag/team": "blue" })),
      petRole(
        "elsewhere",
        trusting(
          { Federated: [`arn:aws:iam::210987654321:oidc-provider/${PROVIDER}`] },
          "sts:AssumeRoleWithWebIdentity",
        ),
      ),
      petRole("account", byAccount),
      {
        ...petRole("tagged", {
          ...byAccount,
          actions: ["sts:AssumeRole", "sts:TagSession"],
          conditions: [{ operator: "StringEquals", key: "aws:RequestTag/team", values: ["blue"] }],
        }),
        policies: [onlyOfTeam("blue")],
      },
      petRole("by-warehouse", trusting({ AWS: [roleArn("warehouse")] }, "sts:AssumeRole")),
      petRole("with-id", {
        ...byAccount,
        conditions: [{ operator: "StringEquals", key: "sts:ExternalId", values: ["4711"] }],
      }),
    ]),
  );
  alice = await signIn(running, "alice");
});
afterAll(() => running.stop());

const assume = (parameters: Record<string, string>, token = alice.idToken) =>
  sts(running, "AssumeRoleWithWebIdentity", {
    RoleArn: roleArn("web"),
    RoleSessionName: "alice",
    WebIdentityToken: token,
    ...parameters,
  });

async function status(method: string, credentials: ReturnType<typeof credentialsIn>): Promise<number> {
  const { endpoint } = running.gate.description;
  running.ran();
  const answer = await signedCall(endpoint, "/dev/pets", { method, credentials, region: REGION });
  expect(running.ran()).toEqual(answer.status === 200 ? ["echo"] : []);
  return answer.status;
}

describe("AssumeRoleWithWebIdentity", () => {
  test("gives credentials that work at the API, for a token that the trust policy takes", async () => {
    const answer = await assume({});
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/xml");
    expect(answer.element("Arn")).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/web/alice`);
    expect(answer.element("Audience")).toBe("scripts");
    expect(answer.element("Expiration")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await status("POST", credentialsIn(answer))).toBe(200);
    const who = await sts(running, "GetCallerIdentity", {}, credentialsIn(answer));
    expect(who.element("Arn")).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/web/alice`);
  });

  test("a session policy narrows what the role may do, and gives nothing more", async () => {
    const Policy = (...resources: string[]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "execute-api:Invoke", Resource: resources },
      });
    const narrowed = await assume({ Policy: Policy(`${EXECUTION_ARN}/dev/GET/*`) });
    expect(narrowed.element("PackedPolicySize")).toMatch(/^\d+$/);
    expect(await status("GET", credentialsIn(narrowed))).toBe(200);
    expect(await status("POST", credentialsIn(narrowed))).toBe(403);
    const wide = await assume({ Policy: Policy("*") });
    const { endpoint } = running.gate.description;
    const other = { credentials: credentialsIn(wide), region: REGION };
    expect((await signedCall(endpoint, "/dev/pets/7", other)).status).toBe(403);
  });

  const DENIED = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
  const NO_JWT = /^InvalidIdentityToken: The ID Token provided is not a valid JWT\./;

  test.each<[string, Record<string, string>, () => string, string | RegExp]>([
    ["a role that trusts another subject", { RoleArn: roleArn("nobody") }, () => alice.idToken, DENIED],
    ["a role that trusts another app", { RoleArn: roleArn("other-app") }, () => alice.idToken, DENIED],
    ["a role that asks for a tag", { RoleArn: roleArn("asks-more") }, () => alice.idToken, DENIED],
    ["a role of another account's provider", { RoleArn: roleArn("elsewhere") }, () => alice.idToken, DENIED],
    ["a role of the identity pool", { RoleArn: roleArn("user") }, () => alice.idToken, DENIED],
    ["a role that is not there", { RoleArn: roleArn("missing") }, () => alice.idToken, DENIED],
    ["an access token", {}, () => alice.accessToken, NO_JWT],
    ["a token without an audience", {}, () => resigned(running, alice.idToken, { aud: undefined }), NO_JWT],
    ["two audiences", {}, () => resigned(running, alice.idToken, { aud: ["scripts", "app"] }), NO_JWT],
    ["what is no token", {}, () => "abcd", NO_JWT],
    ["the algorithm none", {}, () => unsigned(alice.idToken), /^InvalidIdentityToken: /],
    ["a foreign signature", {}, () => forged(alice.idToken), /^InvalidIdentityToken: The token's signature/],
    [
      "another audience than the provider's",
      {},
      () => resigned(running, alice.idToken, { aud: "other" }),
      "InvalidIdentityToken: Incorrect token audience",
    ],
    [
      "another pool's token",
      {},
      () =>
        resigned(running, alice.idToken, { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_X" }),
      /^InvalidIdentityToken: No OpenIDConnect provider found in your account for https:/,
    ],
    [
      "an expired token",
      {},
      () => resigned(running, alice.idToken, { exp: 1 }),
      /^ExpiredTokenException: Token expired: current date\/time \d+ must be before the expiration date\/time 1$/,
    ],
    [
      "a token that names an identity pool without the classic flow",
      {},
      () =>
        resigned(running, alice.idToken, {
          iss: "https://cognito-identity.amazonaws.com",
          aud: "us-east-1:x",
        }),
      DENIED,
    ],
    [
      "a session name with a slash",
      { RoleSessionName: "a/b" },
      () => alice.idToken,
      /^ValidationError: .*'roleSessionName'/,
    ],
    [
      "less than 15 minutes",
      { DurationSeconds: "899" },
      () => alice.idToken,
      /^ValidationError: .*'durationSeconds'/,
    ],
    [
      "more than the role's maximum",
      { DurationSeconds: "3601" },
      () => alice.idToken,
      "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    ],
    [
      "a policy that is none",
      { Policy: "{}" },
      () => alice.idToken,
      "MalformedPolicyDocument: Syntax errors in policy.",
    ],
    [
      "a policy that is too long",
      { Policy: "x".repeat(2_049) },
      () => alice.idToken,
      /^ValidationError: .*'policy'/,
    ],
    [
      "policies by ARN",
      { "PolicyArns.member.1.arn": "arn" },
      () => alice.idToken,
      /^ValidationError: PolicyArns/,
    ],
  ])("%s is refused, and no credentials are made", async (_name, parameters, token, expected) => {
    const answer = await assume(parameters, token());
    expect(errorOf(answer)).toMatch(
      typeof expected === "string" ? new RegExp(`^${escaped(expected)}$`) : expected,
    );
    expect(answer.status).toBe(answer.element("Code") === "AccessDenied" ? 403 : 400);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  });
});

describe("AssumeRole", () => {
  const ask = (role: string, credentials: Parameters<typeof sts>[3], more: Record<string, string> = {}) =>
    sts(running, "AssumeRole", { RoleArn: roleArn(role), RoleSessionName: "s1", ...more }, credentials);
  const warehouse = () => {
    const found = running.gate.description.systems.find(({ name }) => name === "warehouse");
    if (!found) throw new Error("no warehouse");
    return found;
  };

  test("the operator, as the account's administrator, assumes a role that trusts the account", async () => {
    const answer = await ask("account", running.gate.description.operator);
    expect(await status("POST", credentialsIn(answer))).toBe(200);
  });

  test("a system assumes a role that names it, without a policy of its own", async () => {
    expect(await status("GET", credentialsIn(await ask("by-warehouse", warehouse())))).toBe(200);
  });

  test.each<[string, () => Promise<Awaited<ReturnType<typeof sts>>>, RegExp]>([
    [
      "a system whose policies do not allow it",
      () => ask("account", warehouse()),
      /^AccessDenied: User: arn:aws:sts::123456789012:assumed-role\/warehouse\/localhost is not authorized to perform: sts:AssumeRole on resource: /,
    ],
    [
      "a role that another caller is named by",
      () => ask("by-warehouse", running.gate.description.operator),
      /^AccessDenied: /,
    ],
    ["a missing external id", () => ask("with-id", running.gate.description.operator), /^AccessDenied: /],
    ["a role for tokens", () => ask("web", running.gate.description.operator), /^AccessDenied: /],
    ["no signature", () => ask("account", undefined), /^MissingAuthenticationToken: /],
    [
      "unknown keys",
      () => ask("account", { accessKeyId: "AKIA7", secretAccessKey: "x" }),
      /^InvalidClientTokenId: /,
    ],
    [
      "a wrong secret",
      () => ask("account", { ...warehouse(), secretAccessKey: "x" }),
      /^SignatureDoesNotMatch: /,
    ],
    [
      "tags that the trust policy does not allow",
      () => ask("account", running.gate.description.operator, { "Tags.member.1.Key": "team" }),
      /^AccessDenied: /,
    ],
    [
      "another tag than the trust policy asks for",
      () => ask("tagged", running.gate.description.operator, tag("team", "red")),
      /^AccessDenied: /,
    ],
    [
      "no tag where the trust policy asks for one",
      () => ask("tagged", running.gate.description.operator),
      /^AccessDenied: /,
    ],
    [
      "tags that differ in case alone",
      () =>
        ask("tagged", running.gate.description.operator, {
          ...tag("team", "blue"),
          "Tags.member.2.Key": "Team",
        }),
      /^InvalidParameterValue: Duplicate tag keys/,
    ],
    [
      "a tag of AWS",
      () => ask("tagged", running.gate.description.operator, tag("aws:team", "blue")),
      /^ValidationError: The tag aws:team/,
    ],
    [
      "transitive tags",
      () => ask("account", running.gate.description.operator, { "TransitiveTagKeys.member.1": "team" }),
      /^ValidationError: TransitiveTagKeys.member.1 is not served by this gate\.$/,
    ],
    [
      "a source identity",
      () => ask("account", running.gate.description.operator, { SourceIdentity: "someone" }),
      /^ValidationError: SourceIdentity is not served by this gate\.$/,
    ],
  ])("%s: refused", async (_name, asked, expected) => {
    const answer = await asked();
    expect(errorOf(answer)).toMatch(expected);
    expect(answer.body).not.toContain("<SecretAccessKey>");
  });

  test("tags are keys of the session's requests", async () => {
    const answer = await ask("tagged", running.gate.description.operator, tag("team", "blue"));
    expect(await status("GET", credentialsIn(answer))).toBe(200);
  });

  test("with the external id, the role is given", async () => {
    const answer = await ask("with-id", running.gate.description.operator, { ExternalId: "4711" });
    expect(answer.status).toBe(200);
  });
});

describe("GetCallerIdentity", () => {
  test("names a user's session of the identity pool", async () => {
    const answer = await sts(running, "GetCallerIdentity", {}, await credentialsFor(running, alice));
    expect(answer.element("Arn")).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/admin/CognitoIdentityCredentials`,
    );
    expect(answer.element("Account")).toBe(ACCOUNT);
  });
});

describe("what the gate does not serve is said in the protocol's own form", () => {
  const post = (headers: Record<string, string>, body: string) =>
    call(running.gate.description.endpoint, "/", { method: "POST", headers, body });
  const form = { "content-type": "application/x-www-form-urlencoded" };

  test("an action of STS", async () => {
    const answer = await sts(running, "GetFederationToken", {});
    expect([answer.status, errorOf(answer)]).toEqual([
      400,
      "InvalidAction: The action GetFederationToken of version 2011-06-15 is not served by this gate.",
    ]);
  });

  test("a service of the query protocol", async () => {
    const answer = await post(form, "Action=ListUsers&Version=2010-05-08");
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("<Code>InvalidAction</Code>");
    expect(answer.body).toContain("not served by this gate");
  });

  test("a service of the JSON protocol", async () => {
    const answer = await post(
      { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" },
      "{}",
    );
    expect(answer.headers["content-type"]).toBe("application/x-amz-json-1.0");
    expect(JSON.parse(answer.body)).toEqual({
      __type: "UnknownOperationException",
      message: "DynamoDB_20120810.ListTables is not served by this gate.",
    });
  });

  test.each([
    [
      "apigateway",
      "/restapis",
      404,
      '{"message":"The service apigateway is not served by this gate.","code":"UnknownOperationException"}',
    ],
    ["lambda", "/2015-03-31/functions", 404, "The service lambda is not served by this gate."],
    ["s3", "/bucket", 501, "<Code>NotImplemented</Code>"],
  ])("a REST service: %s", async (service, path, expected, text) => {
    const credentials = { accessKeyId: "AKIA7", secretAccessKey: "x" };
    const answer = await signedCall(running.gate.description.endpoint, path, { credentials, service });
    expect(answer.status).toBe(expected);
    expect(answer.body).toContain(text);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
