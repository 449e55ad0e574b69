import { clientId, lastCode, poolId } from "./account-gate";
import { client, create, refused, running, UserPoolId } from "./administration-gate";

/** What administrators do with users. */

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
