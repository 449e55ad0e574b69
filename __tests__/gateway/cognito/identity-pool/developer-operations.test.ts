import { signIn } from "../../people";
import { IDENTITY_POOL, PROVIDER, roleArn } from "../../petstore/names";
import { credentialsIn, sts } from "../../sts/sts-gate";
import { alice, as, DEVELOPER, lookUp, pool, running, signed, tokenFor } from "./developer-gate";
import { ask, askSigned, idOf, type Json, poolLogin } from "./pool-client";

/** The operations of an identity pool that a backend signs. */

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
