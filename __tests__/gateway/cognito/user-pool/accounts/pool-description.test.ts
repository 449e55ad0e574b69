import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { ApiModel } from "../../../../../terraform/model";
import { call } from "../../../client";
import { type RunningGate, runGate } from "../../../gates";
import { functionArn, POOL } from "../../../petstore/names";
import { accountClient, refusal } from "./account-client";
import { poolId, poolOf } from "./account-gate";

/** Groups of the pet store's pool, and the pool as tools see it. */

describe("in the pet store", () => {
  let petstore: RunningGate;
  let admin: CognitoIdentityProvider;

  beforeAll(async () => {
    petstore = await runGate();
    admin = accountClient(petstore);
  });

  afterAll(() => petstore?.stop());

  const bob = { UserPoolId: POOL, Username: "bob" };

  test("a user who joins a group may do what the group may", async () => {
    const groups = async () =>
      (await admin.adminListGroupsForUser(bob)).Groups?.map(({ GroupName }) => GroupName);
    expect(await groups()).toEqual(["user"]);
    await admin.adminAddUserToGroup({ ...bob, GroupName: "admin" });
    expect(await groups()).toEqual(["admin", "user"]);
    const post = async () => {
      const { endpoint, users } = petstore.gate.description;
      const { AuthenticationResult } = await admin.initiateAuth({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: "scripts",
        AuthParameters: {
          USERNAME: "bob",
          PASSWORD: users.find(({ username }) => username === "bob")?.password ?? "",
        },
      });
      const headers = { authorization: AuthenticationResult?.AccessToken ?? "" };
      return (await call(endpoint, "/dev/products", { method: "POST", headers })).status;
    };
    expect(await post()).toBe(200);
    await admin.adminRemoveUserFromGroup({ ...bob, GroupName: "admin" });
    expect(await groups()).toEqual(["user"]);
    expect(await post()).toBe(401);
  });

  test("groups have their members", async () => {
    const members = await admin.listUsersInGroup({ UserPoolId: POOL, GroupName: "admin" });
    expect(members.Users?.map(({ Username }) => Username)).toEqual(["alice"]);
    expect((await admin.listGroups({ UserPoolId: POOL })).Groups).toEqual([
      expect.objectContaining({ GroupName: "user", Precedence: 20, UserPoolId: POOL }),
      expect.objectContaining({ GroupName: "admin", Precedence: 10 }),
    ]);
    const wish = { UserPoolId: POOL, GroupName: "wish" };
    expect(await refusal(admin.getGroup(wish))).toEqual(["ResourceNotFoundException", "Group not found."]);
    expect((await refusal(admin.adminAddUserToGroup({ ...bob, ...wish })))[0]).toBe(
      "ResourceNotFoundException",
    );
  });

  test("a pool is described as the Terraform has it", async () => {
    const { UserPool } = await admin.describeUserPool({ UserPoolId: POOL });
    expect(UserPool).toMatchObject({
      Id: POOL,
      Name: "petstore",
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: true } },
      LambdaConfig: {
        PreTokenGenerationConfig: { LambdaArn: functionArn("trigger"), LambdaVersion: "V2_0" },
      },
      MfaConfiguration: "OFF",
      EstimatedNumberOfUsers: 2,
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    });
    expect(UserPool?.SchemaAttributes).toHaveLength(20);
    expect(UserPool?.SchemaAttributes).toContainEqual({
      Name: "birthdate",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: { MinLength: "10", MaxLength: "10" },
    });
    expect((await admin.listUserPools({ MaxResults: 10 })).UserPools).toEqual([
      { Id: POOL, Name: "petstore" },
    ]);
    const { $metadata: _, ...mfa } = await admin.getUserPoolMfaConfig({ UserPoolId: POOL });
    expect(mfa).toEqual({ MfaConfiguration: "OFF" });
  });

  test("a resource server is described as the Terraform has it", async () => {
    const server = {
      UserPoolId: POOL,
      Identifier: "api",
      Scopes: [{ ScopeName: "read" }, { ScopeName: "write" }],
    };
    expect((await admin.listResourceServers({ UserPoolId: POOL })).ResourceServers).toEqual([server]);
    const one = { UserPoolId: POOL, Identifier: "api" };
    expect((await admin.describeResourceServer(one)).ResourceServer).toEqual(server);
    expect((await refusal(admin.describeResourceServer({ ...one, Identifier: "x" })))[0]).toBe(
      "ResourceNotFoundException",
    );
  });

  test("a client is described as the Terraform has it", async () => {
    const { UserPoolClients } = await admin.listUserPoolClients({ UserPoolId: POOL });
    expect(UserPoolClients?.map(({ ClientId }) => ClientId)).toEqual(["app", "scripts", "other"]);
    const client_ = await admin.describeUserPoolClient({ UserPoolId: POOL, ClientId: "app" });
    expect(client_.UserPoolClient).toMatchObject({
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      AccessTokenValidity: 900,
      TokenValidityUnits: { AccessToken: "seconds" },
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
    });
    expect(await refusal(admin.describeUserPoolClient({ UserPoolId: POOL, ClientId: "wish" }))).toEqual([
      "ResourceNotFoundException",
      "User pool client wish does not exist.",
    ]);
  });

  test("domains and identity providers are those of the Terraform", async () => {
    const withDomain = (model: ApiModel): ApiModel => ({
      ...model,
      userPools: [
        {
          ...poolOf("front"),
          domains: [{ address: "d", name: "front" }],
          identityProviders: [
            {
              address: "p",
              name: "Partner",
              type: "OIDC",
              identifiers: ["partner"],
              attributeMapping: { email: "email" },
              details: { client_id: "c" },
            },
          ],
        },
      ],
      identityPools: [],
    });
    await petstore.serve(withDomain);
    const { DomainDescription } = await admin.describeUserPoolDomain({ Domain: "front" });
    expect(DomainDescription).toMatchObject({ UserPoolId: poolId("front"), Status: "ACTIVE" });
    expect((await admin.describeUserPoolDomain({ Domain: "wish" })).DomainDescription).toEqual({});
    const pool = { UserPoolId: poolId("front") };
    expect((await admin.listIdentityProviders(pool)).Providers).toEqual([
      { ProviderName: "Partner", ProviderType: "OIDC" },
    ]);
    const { IdentityProvider } = await admin.describeIdentityProvider({ ...pool, ProviderName: "Partner" });
    expect(IdentityProvider).toMatchObject({
      ProviderDetails: { client_id: "c" },
      IdpIdentifiers: ["partner"],
    });
  });
});
