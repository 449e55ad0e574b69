import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { IamRole } from "../../../../terraform/model";
import { type RunningGate, runGate } from "../../gates";
import { type SignedIn, signIn } from "../../people";
import { IDENTITY_POOL, PROVIDER, roleArn } from "../../petstore/names";
import { byIdentityPool } from "../../petstore/roles";
import { credentialsIn, petRole, sts } from "../../sts/sts-gate";
import { ask, byGuests, credentialsOf, idOf, poolLogin, statusWith, withPool } from "./pool-client";

/** May do everything at the API, and assume a role of its own. */
const guestRole: IamRole = {
  ...petRole("guest", byGuests),
  policies: [
    {
      address: "identity/aws_iam_role_policy.guest",
      name: "guest",
      document: {
        version: "2012-10-17",
        statements: [{ effect: "Allow", actions: ["*"], resources: ["*"], conditions: [] }],
      },
    },
  ],
};

const open: RunningGate[] = [];
let running: RunningGate;
let alice: SignedIn;
let bob: SignedIn;

async function run(...change: Parameters<typeof withPool>): Promise<RunningGate> {
  const started = await runGate(withPool(...change));
  open.push(started);
  return started;
}

beforeAll(async () => {
  running = await run(
    { allowUnauthenticated: true, unauthenticatedRoleArn: guestRole.arn, allowClassicFlow: true },
    [
      guestRole,
      petRole("account", {
        ...byGuests,
        principals: { AWS: ["123456789012"] },
        actions: ["sts:AssumeRole"],
        conditions: [],
      }),
    ],
  );
  alice = await signIn(running, "alice");
  bob = await signIn(running, "bob");
});
afterAll(async () => {
  for (const gate of open) await gate.stop();
});

test("a guest gets an identity and credentials of the role for guests, which the API takes", async () => {
  const id = await idOf(running);
  expect(id).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
  expect(await idOf(running)).not.toBe(id);
  const answer = await credentialsOf(running, id);
  expect(answer.IdentityId).toBe(id);
  expect(await statusWith(running, answer, "/dev/pets")).toBe(200);
});

test("a role's policy sees by what its user has signed in", async () => {
  const statement = (effect: "Allow" | "Deny", amr?: string) => ({
    effect,
    actions: ["execute-api:Invoke"],
    resources: ["*"],
    conditions: amr
      ? [{ operator: "ForAnyValue:StringEquals", key: "cognito-identity.amazonaws.com:amr", values: [amr] }]
      : [],
  });
  const denying: IamRole = {
    ...petRole("denying", byIdentityPool),
    policies: [
      {
        address: "identity/aws_iam_role_policy.denying",
        name: "denying",
        document: { version: "2012-10-17", statements: [statement("Allow"), statement("Deny", PROVIDER)] },
      },
    ],
  };
  const other = await run({ authenticatedRoleArn: denying.arn, roleMappings: [] }, [denying]);
  const login = poolLogin((await signIn(other, "alice")).idToken);
  expect(
    await statusWith(other, await credentialsOf(other, await idOf(other, login), login), "/dev/pets"),
  ).toBe(403);
});

test("the session of a guest is limited to AWS's services for guests", async () => {
  const { Credentials } = await credentialsOf(running, await idOf(running));
  const { AccessKeyId = "", SecretKey = "", SessionToken = "" } = Credentials as Record<string, string>;
  const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const answer = await sts(
    running,
    "AssumeRole",
    { RoleArn: roleArn("account"), RoleSessionName: "guest" },
    keys,
  );
  expect(answer.element("Code")).toBe("AccessDenied");
});

test("a token of a guest's identity gives a role for guests in the classic flow, and no other", async () => {
  const { Token } = await ask(running, "GetOpenIdToken", { IdentityId: await idOf(running) });
  expect(unverifiedClaims(String(Token))).toMatchObject({ amr: ["unauthenticated"], aud: IDENTITY_POOL });
  const assume = (name: string) =>
    sts(running, "AssumeRoleWithWebIdentity", {
      RoleArn: roleArn(name),
      RoleSessionName: "guest",
      WebIdentityToken: String(Token),
    });
  expect(credentialsIn(await assume("guest")).accessKeyId).toMatch(/^ASIA/);
  for (const name of ["admin", "user"]) expect((await assume(name)).element("Code")).toBe("AccessDenied");
});

test("who signs in as a guest keeps the identity, and guests no longer get to it", async () => {
  const id = await idOf(running);
  const carried = await credentialsOf(running, id, poolLogin(alice.idToken));
  expect(carried.IdentityId).toBe(id);
  expect(await idOf(running, poolLogin(alice.idToken))).toBe(id);
  expect(await statusWith(running, carried, "/dev/pets", "POST")).toBe(200);
  expect((await credentialsOf(running, id)).message).toBe(`Access to Identity '${id}' is forbidden.`);
});

test("who has an identity already gets that one, and the guest's is gone", async () => {
  const own = await idOf(running, poolLogin(bob.idToken));
  const id = await idOf(running);
  expect((await credentialsOf(running, id, poolLogin(bob.idToken))).IdentityId).toBe(own);
  expect(await credentialsOf(running, id)).toEqual({
    __type: "ResourceNotFoundException",
    message: `Identity '${id}' not found.`,
  });
});

describe("refused:", () => {
  test("a guest's identity with a token that is none", async () => {
    const id = await idOf(running);
    const answer = await credentialsOf(running, id, poolLogin("x"));
    expect(answer.__type).toBe("NotAuthorizedException");
    expect((await credentialsOf(running, id)).IdentityId).toBe(id);
  });

  test("a user's identity without the login, and with another user's", async () => {
    const own = await idOf(running, poolLogin(bob.idToken));
    expect((await credentialsOf(running, own)).message).toBe(`Access to Identity '${own}' is forbidden.`);
    expect((await credentialsOf(running, own, poolLogin(alice.idToken))).message).toMatch(
      /^Logins don't match\./,
    );
  });

  test("a guest who asks for a role", async () => {
    const IdentityId = await idOf(running);
    const answer = await ask(running, "GetCredentialsForIdentity", {
      IdentityId,
      CustomRoleArn: guestRole.arn,
    });
    expect(answer).toMatchObject({ __type: "NotAuthorizedException" });
  });

  test("an identity of nobody", async () => {
    const id = "us-east-1:00000000-0000-4000-8000-000000000000";
    expect((await credentialsOf(running, id)).__type).toBe("ResourceNotFoundException");
  });

  test("guests of a pool that takes none, also with an identity from before", async () => {
    const id = await idOf(running);
    await running.serve(withPool({ allowUnauthenticated: false }));
    const message = "Unauthenticated access is not supported for this identity pool.";
    expect((await ask(running, "GetId", { IdentityPoolId: IDENTITY_POOL })).message).toBe(message);
    expect((await credentialsOf(running, id)).message).toBe(message);
    expect((await ask(running, "GetOpenIdToken", { IdentityId: id })).message).toBe(message);
  });

  test.each([
    ["a role that trusts signed-in users alone", { unauthenticatedRoleArn: roleArn("user") }],
    ["no role for guests", {}],
    ["a role that is not there", { unauthenticatedRoleArn: roleArn("missing") }],
  ])("guests of a pool with %s", async (_name, change) => {
    const other = await run({ allowUnauthenticated: true, ...change });
    const answer = await credentialsOf(other, await idOf(other));
    expect(answer.__type).toBe("InvalidIdentityPoolConfigurationException");
  });
});

test("identities survive a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "identities-"));
  try {
    const change = withPool({ allowUnauthenticated: true, unauthenticatedRoleArn: guestRole.arn }, [
      guestRole,
    ]);
    const ids: string[][] = [];
    let guest: string | undefined;
    for (const _run of [1, 2]) {
      const gate = await runGate(change, { stateDir: join(folder, "state") });
      guest ??= await idOf(gate);
      const user = await idOf(gate, poolLogin((await signIn(gate, "alice")).idToken));
      ids.push([user, String((await credentialsOf(gate, guest)).IdentityId)]);
      await gate.stop();
    }
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[0]?.[1]).toBe(guest);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
