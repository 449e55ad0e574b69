import { call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { credentialsFor, forged, resigned, type SignedIn, signIn, unsigned } from "../people";
import { ACCOUNT, EXECUTION_ARN, PROVIDER, REGION, roleArn } from "../petstore/names";
import {
  byPoolToken,
  credentialsIn,
  errorOf,
  petRole,
  petsStatus,
  sts,
  trusting,
  withRoles,
} from "./sts-gate";

/** Roles for tokens of the user pool, who a caller is, and what of AWS is not served. */

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

const status = (method: string, credentials: ReturnType<typeof credentialsIn>) =>
  petsStatus(running, method, credentials);

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
      { "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/X" },
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
