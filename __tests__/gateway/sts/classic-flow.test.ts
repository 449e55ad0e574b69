import { awsJson, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { forged, resigned, type SignedIn, signIn } from "../people";
import { IDENTITY_POOL, PROVIDER, REGION, roleArn } from "../petstore/names";
import { byIdentityPool } from "../petstore/roles";
import { credentialsIn, errorOf, petRole, sts, withRoles } from "./sts-gate";

const open: RunningGate[] = [];
let running: RunningGate;
let bob: SignedIn;
let token: string;

beforeAll(async () => {
  const guests = byIdentityPool.conditions.map((condition) =>
    condition.key.endsWith(":amr") ? { ...condition, values: ["unauthenticated"] } : condition,
  );
  const others = byIdentityPool.conditions.map((condition) =>
    condition.key.endsWith(":aud") ? { ...condition, values: ["us-east-1:another"] } : condition,
  );
  const roles = [
    petRole("guests", { ...byIdentityPool, conditions: guests }),
    petRole("other-pool", { ...byIdentityPool, conditions: others }),
    petRole("any-pool", { ...byIdentityPool, conditions: [] }),
  ];
  running = await runGate(withRoles(roles));
  open.push(running);
  bob = await signIn(running, "bob");
  token = String((await openIdToken(running, bob)).Token);
});
afterAll(async () => {
  for (const gate of open) await gate.stop();
});

async function openIdToken({ gate }: RunningGate, { idToken }: SignedIn): Promise<Record<string, unknown>> {
  const Logins = { [PROVIDER]: idToken };
  const ask = (operation: string, input: object) =>
    awsJson(gate.description.endpoint, `AWSCognitoIdentityService.${operation}`, { ...input, Logins });
  const { json } = await ask("GetId", { IdentityPoolId: IDENTITY_POOL });
  return (await ask("GetOpenIdToken", { IdentityId: json.IdentityId })).json;
}

const assume = (role: string, webIdentityToken: string) =>
  sts(running, "AssumeRoleWithWebIdentity", {
    RoleArn: roleArn(role),
    RoleSessionName: "bob",
    WebIdentityToken: webIdentityToken,
  });

test.each(["admin", "any-pool"])("a user names the role %s, whatever the role mapping says", async (role) => {
  const answer = await assume(role, token);
  expect(answer.element("Provider")).toBe("cognito-identity.amazonaws.com");
  const options = { method: "POST", credentials: credentialsIn(answer), region: REGION };
  expect((await signedCall(running.gate.description.endpoint, "/dev/pets", options)).status).toBe(200);
});

const DENIED = /^AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity$/;

test.each<[string, string, () => string, RegExp]>([
  ["a role for guests", "guests", () => token, DENIED],
  ["a role of another pool", "other-pool", () => token, DENIED],
  ["a role that trusts an account", "warehouse", () => token, DENIED],
  ["a token of another pool", "any-pool", () => resigned(running, token, { aud: "us-east-1:x" }), DENIED],
  ["an expired token", "admin", () => resigned(running, token, { exp: 1 }), /^ExpiredTokenException: /],
  ["a forged token", "admin", () => forged(token), /^InvalidIdentityToken: /],
])("%s is refused", async (_name, role, presented, expected) => {
  const answer = await assume(role, presented());
  expect(errorOf(answer)).toMatch(expected);
  expect(answer.body).not.toContain("<SecretAccessKey>");
});

test("a pool without the classic flow gives no token", async () => {
  const without = await runGate();
  open.push(without);
  expect(await openIdToken(without, await signIn(without, "bob"))).toEqual({
    __type: "InvalidParameterException",
    message: "Basic (classic) flow is not enabled, please use enhanced flow.",
  });
});
