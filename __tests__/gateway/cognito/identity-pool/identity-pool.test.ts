import type { ApiModel } from "../../../../terraform/model";
import type { IdentityPool } from "../../../../terraform/model/identity-pool";
import type { UserGroup } from "../../../../terraform/model/user-pool";
import { type RunningGate, runGate } from "../../gates";
import { credentialsFor, forged, resigned, type SignedIn, signIn } from "../../people";
import { IDENTITY_POOL, PROVIDER, roleArn } from "../../petstore/names";
import { ask, getId } from "./pool-answers";

const open: RunningGate[] = [];
afterAll(async () => {
  for (const running of open) await running.stop();
});

async function run(change?: (model: ApiModel) => ApiModel): Promise<RunningGate> {
  const running = await runGate(change);
  open.push(running);
  return running;
}

const pools = (change: (pool: IdentityPool) => IdentityPool) => (model: ApiModel) => ({
  ...model,
  identityPools: model.identityPools.map(change),
});

const groups = (change: (group: UserGroup) => UserGroup) => (model: ApiModel) => ({
  ...model,
  userPools: model.userPools.map((pool) => ({ ...pool, groups: pool.groups.map(change) })),
});

async function credentials(running: RunningGate, { idToken }: SignedIn, more: object = {}) {
  const { json } = await getId(running, idToken);
  return ask(running, "GetCredentialsForIdentity", {
    IdentityId: json.IdentityId,
    Logins: { [PROVIDER]: idToken },
    ...more,
  });
}

describe("in the pet store", () => {
  let running: RunningGate;
  let alice: SignedIn;
  let bob: SignedIn;

  beforeAll(async () => {
    running = await run();
    alice = await signIn(running, "alice");
    bob = await signIn(running, "bob");
  });

  test("an identity stays the same over sign-ins, and is another one for another person", async () => {
    const ids = await Promise.all(
      [alice, await signIn(running, "alice"), bob].map(
        async ({ idToken }) => (await getId(running, idToken)).json.IdentityId,
      ),
    );
    expect(ids[0]).toMatch(/^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("credentials have the members and the forms that clients read", async () => {
    const { json } = await credentials(running, alice);
    expect(json).toEqual({
      IdentityId: expect.any(String),
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
        SessionToken: expect.any(String),
        Expiration: expect.any(Number),
      },
    });
    const { Expiration } = json.Credentials as unknown as { Expiration: number };
    expect(Expiration * 1_000 - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  test.each<[string, () => string | Promise<string>, string]>([
    ["an access token", () => alice.accessToken, "Invalid login token. Missing a required claim: aud"],
    ["a forged token", () => forged(alice.idToken), "Invalid login token. Couldn't verify signed token."],
    ["no token at all", () => "x", "Invalid login token. Not a valid OpenId Connect identity token."],
    [
      "another pool's token",
      () => resigned(running, alice.idToken, { iss: "https://example.com" }),
      "Invalid login token. Issuer doesn't match providerName",
    ],
    [
      "a token of an app that is no provider",
      async () => (await signIn(running, "alice", "other")).idToken,
      "Token is not from a supported provider of this identity pool.",
    ],
  ])("%s is refused in AWS's words", async (_name, token, message) => {
    const answer = await getId(running, await token());
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ __type: "NotAuthorizedException", message });
  });

  test("an expired token is refused", async () => {
    const { json } = await getId(running, resigned(running, alice.idToken, { exp: 1 }));
    expect(json.message).toMatch(/^Invalid login token\. Token expired: 1 >= \d+$/);
  });

  test("without a login there are no guests", async () => {
    const { json } = await ask(running, "GetId", { IdentityPoolId: IDENTITY_POOL });
    expect(json.message).toBe("Unauthenticated access is not supported for this identity pool.");
  });

  test("a user gets no credentials for another user's identity", async () => {
    const { json } = await getId(running, alice.idToken);
    const answer = await ask(running, "GetCredentialsForIdentity", {
      IdentityId: json.IdentityId,
      Logins: { [PROVIDER]: bob.idToken },
    });
    expect(answer.json).toEqual({
      __type: "NotAuthorizedException",
      message:
        "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    });
  });

  test("a forged token gets no credentials for the identity that it names", async () => {
    const { json } = await getId(running, alice.idToken);
    const answer = await ask(running, "GetCredentialsForIdentity", {
      IdentityId: json.IdentityId,
      Logins: { [PROVIDER]: forged(alice.idToken) },
    });
    expect(answer.json.message).toBe("Invalid login token. Couldn't verify signed token.");
  });

  test("a role can be asked for only if the token lists it", async () => {
    expect((await credentials(running, bob, { CustomRoleArn: roleArn("user") })).status).toBe(200);
    const answer = await credentials(running, bob, { CustomRoleArn: roleArn("admin") });
    expect(answer.json.__type).toBe("NotAuthorizedException");
    expect(answer.json.message).toMatch(/^Access to Identity '.*' is forbidden\.$/);
  });

  test("an unknown pool is not found", async () => {
    const { json } = await ask(running, "GetId", {
      IdentityPoolId: "us-east-1:x",
      Logins: { [PROVIDER]: alice.idToken },
    });
    expect(json.__type).toBe("ResourceNotFoundException");
  });
});

test.each<[string, (model: ApiModel) => ApiModel, string]>([
  [
    "a trust policy that names another identity pool",
    (model) => ({
      ...model,
      roles: model.roles.map((role) => ({
        ...role,
        trust: JSON.parse(JSON.stringify(role.trust).replaceAll(IDENTITY_POOL, "us-east-1:other")),
      })),
    }),
    "InvalidIdentityPoolConfigurationException",
  ],
  [
    "a role that is not in the Terraform",
    (model) => ({ ...model, roles: [] }),
    "InvalidIdentityPoolConfigurationException",
  ],
  [
    "a mapping by rules of which none matches",
    pools((pool) => ({
      ...pool,
      roleMappings: pool.roleMappings.map((mapping) => ({ ...mapping, type: "Rules" as const })),
    })),
    "NotAuthorizedException",
  ],
  [
    "a group without a role, and Deny for the ambiguous case",
    groups(({ roleArn: _, ...group }) => group),
    "NotAuthorizedException",
  ],
])("no credentials under %s", async (_name, change, type) => {
  const running = await run(change);
  const { json, status } = await credentials(running, await signIn(running, "alice"));
  expect({ status, type: json.__type }).toEqual({ status: 400, type });
});

test("where the mapping says AuthenticatedRole, users without a role of their own get that role", async () => {
  const running = await run((model) =>
    groups(({ roleArn: _, ...group }) => group)(
      pools((pool) => ({
        ...pool,
        authenticatedRoleArn: roleArn("user"),
        roleMappings: pool.roleMappings.map((mapping) => ({
          ...mapping,
          ambiguousRoleResolution: "AuthenticatedRole" as const,
        })),
      }))(model),
    ),
  );
  await credentialsFor(running, await signIn(running, "alice"));
});
