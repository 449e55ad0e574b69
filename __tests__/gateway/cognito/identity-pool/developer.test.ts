import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import type { IamRole, Statement } from "../../../../terraform/model";
import { type RunningGate, runGate } from "../../gates";
import { forged, resigned, type SignedIn, signIn } from "../../people";
import { ACCOUNT, EXECUTION_ARN, IDENTITY_POOL, PROVIDER, REGION, roleArn } from "../../petstore/names";
import { byAccount, byIdentityPool } from "../../petstore/roles";
import { credentialsIn, petRole, sts } from "../../sts/sts-gate";
import {
  ask,
  askSigned,
  credentialsOf,
  idOf,
  type Json,
  poolLogin,
  statusWith,
  withPool,
} from "./pool-client";

/** An identity pool with users whom a backend signs in, and the operations that it signs. */

const DEVELOPER = "login.petstore";
const OPEN_ID = "cognito-identity.amazonaws.com";
const POOL_ARN = `arn:aws:cognito-identity:${REGION}:${ACCOUNT}:identitypool/${IDENTITY_POOL}`;

function withStatement(role: IamRole, statement: Statement): IamRole {
  const document = { version: "2012-10-17", statements: [statement] } as const;
  return {
    ...role,
    policies: [{ address: `api/aws_iam_role_policy.${role.name}`, name: role.name, document }],
  };
}

const allowing = (actions: readonly string[], resource: string): Statement => ({
  effect: "Allow",
  actions,
  resources: [resource],
  conditions: [],
});

const roles = [
  withStatement(
    petRole("developer", { ...byIdentityPool, actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] }),
    allowing(["execute-api:Invoke"], `${EXECUTION_ARN}/dev/GET/pets`),
  ),
  withStatement(
    petRole("backend", byAccount),
    allowing(["cognito-identity:GetOpenIdTokenForDeveloperIdentity"], POOL_ARN),
  ),
  withStatement(petRole("elsewhere", byAccount), allowing(["cognito-identity:*"], `${POOL_ARN}x`)),
];

let running: RunningGate;
let alice: SignedIn;

beforeAll(async () => {
  running = await runGate(
    withPool(
      {
        developerProviderName: DEVELOPER,
        allowUnauthenticated: true,
        authenticatedRoleArn: roleArn("developer"),
        principalTags: [{ providerName: "cognito-idp.example/other", tags: { who: "cognito:username" } }],
      },
      roles,
    ),
  );
  alice = await signIn(running, "alice");
});
afterAll(() => running.stop());

const pool = { IdentityPoolId: IDENTITY_POOL };
const as = (user: string) => ({ Logins: { [DEVELOPER]: user } });
const signed = (operation: string, input: Json = {}) => askSigned(running, operation, { ...pool, ...input });

async function tokenFor(
  user: string,
  more: Json = {},
): Promise<{ readonly id: string; readonly token: string }> {
  const { IdentityId, Token } = await signed("GetOpenIdTokenForDeveloperIdentity", { ...as(user), ...more });
  return { id: String(IdentityId), token: String(Token) };
}

const lookUp = (input: Json) => signed("LookupDeveloperIdentity", input);

describe("a user of a backend", () => {
  test("gets a token, and with it credentials that the API takes", async () => {
    const { id, token } = await tokenFor("dora");
    expect(unverifiedClaims(token)).toMatchObject({
      iss: `https://${OPEN_ID}`,
      aud: IDENTITY_POOL,
      sub: id,
      amr: ["authenticated", DEVELOPER, `${DEVELOPER}:${IDENTITY_POOL}:dora`],
    });
    const answer = await credentialsOf(running, id, { [OPEN_ID]: token });
    expect(await statusWith(running, answer, "/dev/pets")).toBe(200);
    expect(await statusWith(running, answer, "/dev/pets", "POST")).toBe(403);
  });

  test("has the same identity each time, and another one than other users", async () => {
    const ids = [];
    for (const user of ["ed", "ed", "Ed", "fay"]) ids.push((await tokenFor(user)).id);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  test("has a token for as long, and with the tags, as the backend says", async () => {
    const { token } = await tokenFor("gil", { TokenDuration: 60, PrincipalTags: { team: "blue" } });
    const claims = unverifiedClaims(token) ?? {};
    expect(Number(claims.exp) - Number(claims.iat)).toBe(60);
    expect(claims["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { team: ["blue"] } });
  });

  test("joins an identity that the backend names, which a user of the pool may have", async () => {
    const login = poolLogin(alice.idToken);
    const own = await idOf(running, login);
    expect((await tokenFor("alice-at-home", { IdentityId: own })).id).toBe(own);
    expect((await signed("DescribeIdentity", { IdentityId: own })).Logins).toEqual([PROVIDER, DEVELOPER]);
    expect((await credentialsOf(running, own, login)).IdentityId).toBe(own);
    const { id } = await tokenFor("hal");
    const taken = await signed("GetOpenIdTokenForDeveloperIdentity", { ...as("hal"), IdentityId: own });
    expect(taken.__type).toBe("DeveloperUserAlreadyRegisteredException");
    expect((await lookUp({ DeveloperUserIdentifier: "hal" })).IdentityId).toBe(id);
  });

  test("gets no role by the classic flow of a pool that has it off", async () => {
    const { token } = await tokenFor("ida");
    const answer = await sts(running, "AssumeRoleWithWebIdentity", {
      RoleArn: roleArn("developer"),
      RoleSessionName: "ida",
      WebIdentityToken: token,
    });
    expect(answer.element("Code")).toBe("AccessDenied");
  });
});

describe("no credentials with", () => {
  test.each<[string, (token: string, id: string) => Promise<Json>]>([
    [
      "a token of another identity",
      async (token) => credentialsOf(running, (await tokenFor("other")).id, { [OPEN_ID]: token }),
    ],
    ["a forged token", (token, id) => credentialsOf(running, id, { [OPEN_ID]: forged(token) })],
    [
      "an expired token",
      (token, id) => credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { exp: 1 }) }),
    ],
    [
      "a token of another pool",
      (token, id) =>
        credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { aud: "us-east-1:x" }) }),
    ],
    [
      "a token of another provider",
      (token, id) =>
        credentialsOf(running, id, {
          [OPEN_ID]: resigned(running, token, { amr: ["authenticated", "x", `x:${IDENTITY_POOL}:jo`] }),
        }),
    ],
    [
      "a token of a guest",
      (token, id) =>
        credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { amr: ["unauthenticated"] }) }),
    ],
    ["the user's name as login", (_token, id) => credentialsOf(running, id, { [DEVELOPER]: "jo" })],
    ["no login", (_token, id) => credentialsOf(running, id)],
    [
      "a user pool's token under the pool's own name",
      (_token, id) => credentialsOf(running, id, { [OPEN_ID]: alice.idToken }),
    ],
  ])("%s", async (_name, attempt) => {
    const { id, token } = await tokenFor("jo");
    const answer = await attempt(token, id);
    expect(answer.__type).toBe("NotAuthorizedException");
    expect(answer).not.toHaveProperty("Credentials");
  });

  test("a token of a user who was unlinked since", async () => {
    const { id, token } = await tokenFor("kim");
    const unlink = { IdentityId: id, DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "kim" };
    expect(await signed("UnlinkDeveloperIdentity", unlink)).toEqual({});
    expect((await credentialsOf(running, id, { [OPEN_ID]: token })).__type).toBe("NotAuthorizedException");
    expect((await credentialsOf(running, id)).message).toBe(`Access to Identity '${id}' is forbidden.`);
    expect((await tokenFor("kim")).id).not.toBe(id);
  });
});

describe("the operations that a backend signs", () => {
  test("find an identity by its user, and the other way round", async () => {
    const { id } = await tokenFor("lee");
    await tokenFor("lee-2", { IdentityId: id });
    const found = { IdentityId: id, DeveloperUserIdentifierList: ["lee", "lee-2"] };
    expect(await lookUp({ DeveloperUserIdentifier: "lee" })).toEqual(found);
    expect(await lookUp({ IdentityId: id, DeveloperUserIdentifier: "lee-2" })).toEqual(found);
    const first = await lookUp({ IdentityId: id, MaxResults: 1 });
    expect(first.DeveloperUserIdentifierList).toEqual(["lee"]);
    const second = await lookUp({ IdentityId: id, MaxResults: 1, NextToken: first.NextToken });
    expect(second.DeveloperUserIdentifierList).toEqual(["lee-2"]);
    const { id: other } = await tokenFor("mo");
    expect((await lookUp({ IdentityId: other, DeveloperUserIdentifier: "lee" })).__type).toBe(
      "ResourceConflictException",
    );
    expect((await lookUp({ DeveloperUserIdentifier: "nobody" })).__type).toBe("ResourceNotFoundException");
    expect((await lookUp({})).__type).toBe("InvalidParameterException");
  });

  test("merge two identities into one", async () => {
    const [{ id: source }, { id: destination }] = [await tokenFor("ned"), await tokenFor("ole")];
    const merge = {
      DeveloperProviderName: DEVELOPER,
      SourceUserIdentifier: "ned",
      DestinationUserIdentifier: "ole",
    };
    expect(await signed("MergeDeveloperIdentities", merge)).toEqual({ IdentityId: destination });
    expect((await tokenFor("ned")).id).toBe(destination);
    expect((await signed("DescribeIdentity", { IdentityId: source })).__type).toBe(
      "ResourceNotFoundException",
    );
    expect(await signed("MergeDeveloperIdentities", merge)).toEqual({ IdentityId: destination });
  });

  test("merge none that both have a login of the same pool", async () => {
    const bob = await idOf(running, poolLogin((await signIn(running, "bob")).idToken));
    const own = await idOf(running, poolLogin(alice.idToken));
    await tokenFor("alice-dev", { IdentityId: own });
    await tokenFor("bob-dev", { IdentityId: bob });
    const merge = {
      DeveloperProviderName: DEVELOPER,
      SourceUserIdentifier: "alice-dev",
      DestinationUserIdentifier: "bob-dev",
    };
    expect((await signed("MergeDeveloperIdentities", merge)).__type).toBe("ResourceConflictException");
    expect(await idOf(running, poolLogin(alice.idToken))).toBe(own);
  });

  test("list and delete identities", async () => {
    const { id } = await tokenFor("pat");
    const { Identities } = await signed("ListIdentities", { MaxResults: 60 });
    expect(Identities).toContainEqual({
      IdentityId: id,
      Logins: [DEVELOPER],
      CreationDate: expect.any(Number),
      LastModifiedDate: expect.any(Number),
    });
    expect(await signed("DeleteIdentities", { IdentityIdsToDelete: [id] })).toEqual({
      UnprocessedIdentityIds: [],
    });
    expect((await signed("DescribeIdentity", { IdentityId: id })).__type).toBe("ResourceNotFoundException");
    expect((await tokenFor("pat")).id).not.toBe(id);
  });

  test("describe the pool, its roles and its tags", async () => {
    expect(await signed("DescribeIdentityPool")).toMatchObject({
      IdentityPoolId: IDENTITY_POOL,
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: DEVELOPER,
      CognitoIdentityProviders: [
        { ProviderName: PROVIDER, ClientId: "app", ServerSideTokenCheck: true },
        { ClientId: "scripts" },
      ],
    });
    expect(await signed("ListIdentityPools", { MaxResults: 10 })).toMatchObject({
      IdentityPools: [{ IdentityPoolId: IDENTITY_POOL, IdentityPoolName: "petstore" }],
    });
    expect(await signed("GetIdentityPoolRoles")).toMatchObject({
      Roles: { authenticated: roleArn("developer") },
      RoleMappings: { [`${PROVIDER}:app`]: { Type: "Token", AmbiguousRoleResolution: "Deny" } },
    });
    const tags = { IdentityProviderName: "cognito-idp.example/other" };
    expect(await signed("GetPrincipalTagAttributeMap", tags)).toMatchObject({
      PrincipalTags: { who: "cognito:username" },
    });
  });

  const SIGNED: Readonly<Record<string, Json>> = {
    GetOpenIdTokenForDeveloperIdentity: as("quin"),
    LookupDeveloperIdentity: { DeveloperUserIdentifier: "quin" },
    MergeDeveloperIdentities: {
      DeveloperProviderName: DEVELOPER,
      SourceUserIdentifier: "quin",
      DestinationUserIdentifier: "ray",
    },
    UnlinkDeveloperIdentity: {
      IdentityId: "x",
      DeveloperProviderName: DEVELOPER,
      DeveloperUserIdentifier: "quin",
    },
    DescribeIdentity: { IdentityId: "x" },
    ListIdentities: {},
    DeleteIdentities: { IdentityIdsToDelete: ["x"] },
    DescribeIdentityPool: {},
    ListIdentityPools: {},
    GetIdentityPoolRoles: {},
    GetPrincipalTagAttributeMap: { IdentityProviderName: PROVIDER },
  };

  test.each(Object.entries(SIGNED))("%s needs a signature, and a policy", async (operation, input) => {
    const call = { ...pool, ...input };
    expect((await ask(running, operation, call)).__type).toBe("MissingAuthenticationTokenException");
    const wrong = { ...running.gate.description.operator, secretAccessKey: "x" };
    expect((await askSigned(running, operation, call, wrong)).__type).toBe("InvalidSignatureException");
    for (const name of ["elsewhere", "backend"]) {
      const options = { RoleArn: roleArn(name), RoleSessionName: "s1" };
      const assumed = await sts(running, "AssumeRole", options, running.gate.description.operator);
      const answer = await askSigned(running, operation, call, credentialsIn(assumed));
      const isAllowed = name === "backend" && operation === "GetOpenIdTokenForDeveloperIdentity";
      expect(answer.__type).toBe(isAllowed ? undefined : "AccessDeniedException");
    }
  });

  test.each<[string, Json, string]>([
    ["another provider", { Logins: { "login.other": "x" } }, "InvalidParameterException"],
    ["no login", {}, "InvalidParameterException"],
    ["two logins", { Logins: { [DEVELOPER]: "x", "login.other": "y" } }, "InvalidParameterException"],
    ["an empty user", { Logins: { [DEVELOPER]: "" } }, "InvalidParameterException"],
    ["a user that is too long", { Logins: { [DEVELOPER]: "x".repeat(1_025) } }, "InvalidParameterException"],
    ["more than a day", { ...as("sue"), TokenDuration: 86_401 }, "InvalidParameterException"],
    ["a tag of AWS", { ...as("sue"), PrincipalTags: { "aws:x": "1" } }, "InvalidParameterException"],
    [
      "an identity that is not there",
      { ...as("sue"), IdentityId: "us-east-1:x" },
      "ResourceNotFoundException",
    ],
    [
      "a pool that is not there",
      { ...as("sue"), IdentityPoolId: "us-east-1:x" },
      "ResourceNotFoundException",
    ],
  ])("GetOpenIdTokenForDeveloperIdentity refuses %s", async (_name, input, type) => {
    expect((await signed("GetOpenIdTokenForDeveloperIdentity", input)).__type).toBe(type);
  });
});

describe("UnlinkIdentity", () => {
  test("takes a login from an identity, for who has one of its logins", async () => {
    const login = poolLogin((await signIn(running, "bob")).idToken);
    const id = await idOf(running, login);
    const unlink = { IdentityId: id, LoginsToRemove: [PROVIDER] };
    expect(
      (await ask(running, "UnlinkIdentity", { ...unlink, Logins: poolLogin(alice.idToken) })).__type,
    ).toBe("NotAuthorizedException");
    expect((await ask(running, "UnlinkIdentity", unlink)).__type).toBe("NotAuthorizedException");
    expect(await ask(running, "UnlinkIdentity", { ...unlink, Logins: login })).toEqual({});
    expect(await idOf(running, login)).not.toBe(id);
  });
});
