import type {
  AuthFlowType,
  CognitoIdentityProvider,
  UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ApiModel, UserAttribute } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";
import { call } from "../../../client";
import { type RunningGate, runGate } from "../../../gates";
import { functionArn, POOL } from "../../../petstore/names";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, poolOf, runAccountGate } from "./account-gate";

/** What administrators do with users and groups, and what tools ask of a pool. */

let passed = 0;
let running: RunningGate;
let client: CognitoIdentityProvider;

beforeAll(async () => {
  running = await runAccountGate(
    {
      plain: { settings: { aliasAttributes: ["email"] } },
      email: { settings: { usernameAttributes: ["email"] } },
      both: { settings: { usernameAttributes: ["email", "phone_number"] } },
      listed: {},
      requiring: {
        settings: {
          attributes: new Map([
            ...poolSettings.attributes,
            ["email", { ...poolSettings.attributes.get("email"), required: true } as UserAttribute],
          ]),
        },
      },
    },
    { now: () => new Date(Date.now() + passed) },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

const UserPoolId = poolId("plain");
const create = (Username: string, more: object = {}) =>
  client.adminCreateUser({ UserPoolId, Username, MessageAction: "SUPPRESS", ...more });
const usersIn = async (pool: string) => (await client.listUsers({ UserPoolId: poolId(pool) })).Users ?? [];

async function refused(run: () => Promise<unknown>, pool = "plain") {
  const before = await usersIn(pool);
  const answer = await refusal(run());
  expect(await usersIn(pool)).toEqual(before);
  return answer;
}

test("a new user has a temporary password, which is sent", async () => {
  const { User } = await create("ann", {
    MessageAction: undefined,
    UserAttributes: [{ Name: "email", Value: "ann@example.com" }],
    DesiredDeliveryMediums: ["EMAIL"],
  });
  expect(User).toEqual({
    Username: "ann",
    Attributes: expect.arrayContaining([
      { Name: "email", Value: "ann@example.com" },
      { Name: "email_verified", Value: "false" },
    ]),
    UserCreateDate: expect.any(Date),
    UserLastModifiedDate: expect.any(Date),
    Enabled: true,
    UserStatus: "FORCE_CHANGE_PASSWORD",
  });
  const first = lastCode(running);
  expect(first).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!@#%&*?_=+-]).{12,}$/);
  await create("ann", { MessageAction: "RESEND", DesiredDeliveryMediums: ["EMAIL"] });
  expect(lastCode(running)).not.toBe(first);
});

interface Case {
  readonly more?: object;
  readonly name?: string;
  readonly pool?: string;
  readonly refused: readonly [string, string];
}

const created: Readonly<Record<string, Case>> = {
  "a name that is taken": {
    name: "ann",
    refused: ["UsernameExistsException", "User account already exists"],
  },
  "a message to a user who is not there": {
    name: "nobody",
    more: { MessageAction: "RESEND" },
    refused: ["UserNotFoundException", "User does not exist."],
  },
  "a password that the policy does not allow": {
    more: { TemporaryPassword: "temporary1!" },
    refused: [
      "InvalidPasswordException",
      "Password did not conform with password policy: Password must have uppercase characters",
    ],
  },
  "an attribute that the schema does not have": {
    more: { UserAttributes: [{ Name: "wish", Value: "x" }] },
    refused: [
      "InvalidParameterException",
      "Attributes did not conform to the schema: wish: Attribute does not exist in the schema.\n",
    ],
  },
  "a name where an address is asked for": {
    pool: "email",
    refused: ["InvalidParameterException", "Username should be an email."],
  },
  "an unknown action": {
    more: { MessageAction: "SHOUT" },
    refused: [
      "InvalidParameterException",
      "1 validation error detected: Value 'SHOUT' at 'messageAction' failed to satisfy constraint: " +
        "Member must satisfy enum value set: [RESEND, SUPPRESS]",
    ],
  },
};

test.each(Object.entries(created))(
  "%s is refused",
  async (_, { more, name = "bo", pool, refused: error }) => {
    const make = () => create(name, { ...more, ...(pool && { UserPoolId: poolId(pool) }) });
    expect(await refused(make, pool)).toEqual(error);
  },
);

test("an alias goes to another user by force only", async () => {
  const UserAttributes = [
    { Name: "email", Value: "shared@example.com" },
    { Name: "email_verified", Value: "true" },
  ];
  await create("cat", { UserAttributes });
  expect(await refused(() => create("dan", { UserAttributes }))).toEqual([
    "AliasExistsException",
    "An account with the given email already exists.",
  ]);
  await create("dan", { UserAttributes, ForceAliasCreation: true });
  const byAlias = await client.adminGetUser({ UserPoolId, Username: "shared@example.com" });
  expect(byAlias.Username).toBe("dan");
  const verify = () =>
    client.adminUpdateUserAttributes({
      UserPoolId,
      Username: "cat",
      UserAttributes: [{ Name: "email_verified", Value: "true" }],
    });
  expect((await refused(verify))[0]).toBe("AliasExistsException");
});

test("an address that is another user's name is not taken as an attribute", async () => {
  const both = poolId("both");
  const make = (Username: string, email?: string) =>
    client.adminCreateUser({
      UserPoolId: both,
      Username,
      TemporaryPassword: "T3mporary!",
      MessageAction: "SUPPRESS",
      ...(email && { UserAttributes: [{ Name: "email", Value: email }] }),
    });
  await make("alice@example.com");
  const exists = ["AliasExistsException", "An account with the given email already exists."];
  expect(await refused(() => make("+15550100", "alice@example.com"), "both")).toEqual(exists);
  await make("+15550100");
  const ClientId = clientId("both");
  const { ChallengeName, Session } = await client.adminInitiateAuth({
    UserPoolId: both,
    ClientId,
    AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: "+15550100", PASSWORD: "T3mporary!" },
  });
  const answer = () =>
    client.respondToAuthChallenge({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: {
        USERNAME: "+15550100",
        NEW_PASSWORD: "N3w!password",
        "userAttributes.email": "alice@example.com",
      },
    });
  expect(await refused(answer, "both")).toEqual(exists);
});

test("a user who signed up is confirmed without a code, once", async () => {
  await client.signUp({ ClientId: clientId("plain"), Username: "eve", Password: "Fixture1!Aa" });
  const user = { UserPoolId, Username: "eve" };
  await client.adminConfirmSignUp(user);
  expect((await client.adminGetUser(user)).UserStatus).toBe("CONFIRMED");
  expect(await refused(() => client.adminConfirmSignUp(user))).toEqual([
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is CONFIRMED",
  ]);
});

test("a user is changed, disabled, enabled and deleted", async () => {
  await create("fay");
  const user = { UserPoolId, Username: "fay" };
  const attributes = async () => (await client.adminGetUser(user)).UserAttributes;
  const nickname = { Name: "nickname", Value: "Fee" };
  await client.adminUpdateUserAttributes({ ...user, UserAttributes: [nickname] });
  expect(await attributes()).toContainEqual(nickname);
  await client.adminDeleteUserAttributes({ ...user, UserAttributeNames: ["nickname"] });
  expect(await attributes()).not.toContainEqual(nickname);
  await client.adminDisableUser(user);
  expect((await client.adminGetUser(user)).Enabled).toBe(false);
  await client.adminEnableUser(user);
  expect((await client.adminGetUser(user)).Enabled).toBe(true);
  await client.adminDeleteUser(user);
  const gone = ["UserNotFoundException", "User does not exist."];
  for (const run of [
    () => client.adminGetUser(user),
    () => client.adminDeleteUser(user),
    () => client.adminDisableUser(user),
    () => client.adminEnableUser(user),
    () => client.adminUserGlobalSignOut(user),
    () => client.adminSetUserPassword({ ...user, Password: "Fixture1!Aa" }),
    () => client.adminListGroupsForUser(user),
  ])
    expect(await refused(run)).toEqual(gone);
});

describe("an administrator signs a user in", () => {
  const ClientId = clientId("plain");
  const begin = (AuthFlow: AuthFlowType, AuthParameters: Record<string, string>) =>
    client.adminInitiateAuth({ UserPoolId, ClientId, AuthFlow, AuthParameters });
  const temporary = { USERNAME: "ken", PASSWORD: "T3mporary!" };

  // getmoto/moto, test_authorize_user_with_force_password_change_status (also run on AWS).
  test("who chooses another password at the first time", async () => {
    await create("ken", { TemporaryPassword: temporary.PASSWORD });
    const challenge = await begin("ADMIN_USER_PASSWORD_AUTH", temporary);
    expect(challenge).toMatchObject({
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeParameters: { requiredAttributes: "[]" },
      Session: expect.any(String),
    });
    const answer = {
      UserPoolId,
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: challenge.Session,
      ChallengeResponses: { USERNAME: "ken", NEW_PASSWORD: "N3w!password" },
    } as const;
    const { AuthenticationResult } = await client.adminRespondToAuthChallenge(answer);
    expect((await client.getUser({ AccessToken: AuthenticationResult?.AccessToken })).Username).toBe("ken");
    expect((await refused(() => client.adminRespondToAuthChallenge(answer)))[0]).toBe(
      "NotAuthorizedException",
    );
    const user = { UserPoolId, Username: "ken" };
    await client.adminUserGlobalSignOut(user);
    expect(await refusal(client.getUser({ AccessToken: AuthenticationResult?.AccessToken }))).toEqual([
      "NotAuthorizedException",
      "Access Token has been revoked",
    ]);
  });

  test("who gives the attributes that the administrator left out", async () => {
    const ids = { UserPoolId: poolId("requiring"), ClientId: clientId("requiring") };
    await client.adminCreateUser({
      UserPoolId: ids.UserPoolId,
      Username: "lou",
      TemporaryPassword: temporary.PASSWORD,
      MessageAction: "SUPPRESS",
    });
    const answer = async (attributes: Record<string, string>) => {
      const { ChallengeParameters, Session } = await client.adminInitiateAuth({
        ...ids,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { ...temporary, USERNAME: "lou" },
      });
      expect(ChallengeParameters?.requiredAttributes).toBe('["userAttributes.email"]');
      return client.adminRespondToAuthChallenge({
        ...ids,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: "lou", NEW_PASSWORD: "N3w!password", ...attributes },
      });
    };
    // aws/aws-sdk-js#1290
    expect(await refused(() => answer({}), "requiring")).toEqual([
      "InvalidParameterException",
      "Invalid attributes given, email is missing",
    ]);
    expect(await refused(() => answer({ "userAttributes.email": "lou" }), "requiring")).toEqual([
      "InvalidParameterException",
      "Invalid email address format.",
    ]);
    const { AuthenticationResult } = await answer({ "userAttributes.email": "lou@example.com" });
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("not with another password, nor by a flow of the other operation, nor by another pool's client", async () => {
    expect(await refused(() => begin("ADMIN_USER_PASSWORD_AUTH", temporary))).toEqual([
      "NotAuthorizedException",
      "Incorrect username or password.",
    ]);
    expect(await refused(() => begin("USER_PASSWORD_AUTH", temporary))).toEqual([
      "InvalidParameterException",
      "Initiate Auth method not supported.",
    ]);
    expect(await refused(() => begin("USER_SRP_AUTH", { USERNAME: "ken", SRP_A: "1" }))).toEqual([
      "InvalidParameterException",
      "USER_SRP_AUTH flow not enabled for this client",
    ]);
    const other = () =>
      client.adminInitiateAuth({
        UserPoolId: poolId("listed"),
        ClientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: temporary,
      });
    expect(await refused(other)).toEqual([
      "ResourceNotFoundException",
      `User pool client ${ClientId} does not exist.`,
    ]);
  });

  test("not with a temporary password that nobody used for a week", async () => {
    await create("lea", { TemporaryPassword: temporary.PASSWORD });
    passed += 7 * 86_400_000;
    client.config.systemClockOffset = passed;
    expect(await refusal(begin("ADMIN_USER_PASSWORD_AUTH", { ...temporary, USERNAME: "lea" }))).toEqual([
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    ]);
    passed = 0;
    client.config.systemClockOffset = 0;
  });
});

test("a second factor that the pool does not have is not set", async () => {
  await create("max");
  const set = () =>
    client.adminSetUserMFAPreference({
      UserPoolId,
      Username: "max",
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
  expect((await refused(set))[0]).toBe("InvalidParameterException");
});

describe("a list of users", () => {
  const attribute = (Name: string, Value: string) => ({ Name, Value });
  const names = ({ Users }: { readonly Users?: UserType[] | undefined }) =>
    Users?.map(({ Username }) => Username);
  const list = (Filter: string) => client.listUsers({ UserPoolId: poolId("listed"), Filter });

  beforeAll(async () => {
    for (const [Username, ...UserAttributes] of [
      ["gil", attribute("email", "gil@example.com"), attribute("family_name", 'O"Hara')],
      ["gina", attribute("email", "gina@example.com")],
      ["hal", attribute("phone_number", "+15550100")],
    ] as const)
      await client.adminCreateUser({
        UserPoolId: poolId("listed"),
        Username,
        MessageAction: "SUPPRESS",
        UserAttributes,
      });
    await client.adminDisableUser({ UserPoolId: poolId("listed"), Username: "hal" });
  });

  test.each<[filter: string, names: readonly string[]]>([
    ["", ["gil", "gina", "hal"]],
    ['username = "gil"', ["gil"]],
    ['username ^= "gi"', ["gil", "gina"]],
    ['username = "GIL"', []],
    ['email = "gina@example.com"', ["gina"]],
    ['phone_number ^= "+1"', ["hal"]],
    ['family_name = "O\\"Hara"', ["gil"]],
    ['status = "Disabled"', ["hal"]],
    ['cognito:user_status = "force_change_password"', ["gil", "gina", "hal"]],
    ['name = "x"', []],
  ])("filtered by %s", async (filter, expected) => {
    expect(names(await list(filter))).toEqual(expected);
  });

  // getmoto/moto, models.py: both messages.
  test.each([
    ["username", "Error while parsing filter"],
    ['username = "gil" or email = "x"', "Error while parsing filter"],
    ['custom:town = "Rome"', "Invalid search attribute: custom:town"],
    ['constructor = "x"', "Invalid search attribute: constructor"],
  ])("by %s is refused", async (filter, message) => {
    expect(await refused(() => list(filter), "listed")).toEqual(["InvalidParameterException", message]);
  });

  test("comes page by page", async () => {
    const page = { UserPoolId: poolId("listed"), Limit: 2 };
    const first = await client.listUsers(page);
    expect(names(first)).toEqual(["gil", "gina"]);
    const second = await client.listUsers({ ...page, PaginationToken: first.PaginationToken });
    expect(names(second)).toEqual(["hal"]);
    expect(second.PaginationToken).toBeUndefined();
    expect((await refusal(client.listUsers({ ...page, PaginationToken: "guess" })))[0]).toBe(
      "InvalidParameterException",
    );
  });

  test("has the attributes that are asked for", async () => {
    const { Users } = await client.listUsers({
      UserPoolId: poolId("listed"),
      AttributesToGet: ["email"],
      Limit: 1,
    });
    expect(Users?.[0]?.Attributes).toEqual([attribute("email", "gil@example.com")]);
    const sub = () => client.listUsers({ UserPoolId: poolId("listed"), AttributesToGet: ["sub"] });
    // aws-samples/sample-collaborative-ai-dlc#52
    expect(await refused(sub, "listed")).toEqual([
      "InvalidParameterException",
      "Input fails to satisfy the constraints.",
    ]);
  });
});

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
