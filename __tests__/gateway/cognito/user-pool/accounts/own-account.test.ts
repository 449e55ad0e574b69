import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { UserAttribute } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate } from "./account-gate";

/** What signed-in users do with their own account. */

let running: RunningGate;
let client: CognitoIdentityProvider;

const town: UserAttribute = {
  name: "custom:town",
  type: "String",
  developerOnly: false,
  mutable: true,
  required: false,
};

beforeAll(async () => {
  const attributes = new Map([...poolSettings.attributes, [town.name, town]]);
  running = await runAccountGate({
    plain: { settings: { autoVerifiedAttributes: ["email"], attributes } },
    careful: { settings: { autoVerifiedAttributes: ["email"], verifiedBeforeUpdate: ["email"] } },
    alias: { settings: { aliasAttributes: ["email"], autoVerifiedAttributes: ["email"] } },
    preferred: { settings: { aliasAttributes: ["preferred_username"] } },
    email: { settings: { usernameAttributes: ["email"], autoVerifiedAttributes: ["email"] } },
    naming: {
      settings: { attributes },
      client: { readAttributes: ["custom:town"], writeAttributes: ["name"] },
    },
  });
  client = accountClient(running);
});

afterAll(() => running?.stop());

const PASSWORD = "Fixture1!Aa";

/** A confirmed user with a verified address, signed in. */
async function signedIn(pool: string, name: string): Promise<string> {
  const Username = pool === "email" ? `${name}@example.com` : name;
  const user = { UserPoolId: poolId(pool), Username };
  await client.adminCreateUser({
    ...user,
    MessageAction: "SUPPRESS",
    UserAttributes: [
      { Name: "email", Value: `${name}@example.com` },
      { Name: "email_verified", Value: "true" },
    ],
  });
  await client.adminSetUserPassword({ ...user, Password: PASSWORD, Permanent: true });
  const { AuthenticationResult } = await client.initiateAuth({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId(pool),
    AuthParameters: { USERNAME: Username, PASSWORD },
  });
  return AuthenticationResult?.AccessToken ?? "";
}
const update = (AccessToken: string, attributes: Readonly<Record<string, string>>) =>
  client.updateUserAttributes({
    AccessToken,
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  });
const attributesOf = async (AccessToken: string) =>
  Object.fromEntries(
    ((await client.getUser({ AccessToken })).UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]),
  );
const usersIn = async (pool: string) => (await client.listUsers({ UserPoolId: poolId(pool) })).Users;

async function refused(pool: string, call: () => Promise<unknown>) {
  const before = await usersIn(pool);
  const answer = await refusal(call());
  expect(await usersIn(pool)).toEqual(before);
  return answer;
}

test("a new address is not verified until its code comes back", async () => {
  const token = await signedIn("plain", "ann");
  const { CodeDeliveryDetailsList } = await update(token, { email: "new@example.com", nickname: "Annie" });
  expect(CodeDeliveryDetailsList).toEqual([
    { Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  ]);
  expect(await attributesOf(token)).toMatchObject({
    email: "new@example.com",
    email_verified: "false",
    nickname: "Annie",
  });
  const code = lastCode(running);
  const verify = (Code: string) =>
    client.verifyUserAttribute({ AccessToken: token, AttributeName: "email", Code });
  expect((await refused("plain", () => verify(code === "000000" ? "000001" : "000000")))[0]).toBe(
    "CodeMismatchException",
  );
  await verify(code);
  expect(await attributesOf(token)).toMatchObject({ email_verified: "true" });
  expect((await refused("plain", () => verify(code)))[0]).toBe("ExpiredCodeException");
});

test("where the pool says so, the former address stays until then", async () => {
  const token = await signedIn("careful", "bo");
  await update(token, { email: "new@example.com" });
  expect(await attributesOf(token)).toMatchObject({ email: "bo@example.com", email_verified: "true" });
  await client.verifyUserAttribute({ AccessToken: token, AttributeName: "email", Code: lastCode(running) });
  expect(await attributesOf(token)).toMatchObject({ email: "new@example.com", email_verified: "true" });
});

test("a code is sent again when it is asked for", async () => {
  const token = await signedIn("plain", "cat");
  await update(token, { email: "new@example.com" });
  const { CodeDeliveryDetails } = await client.getUserAttributeVerificationCode({
    AccessToken: token,
    AttributeName: "email",
  });
  expect(CodeDeliveryDetails?.Destination).toBe("n***@e***");
  await client.verifyUserAttribute({ AccessToken: token, AttributeName: "email", Code: lastCode(running) });
  expect(await attributesOf(token)).toMatchObject({ email_verified: "true" });
});

test("an alias of another user cannot be verified", async () => {
  await signedIn("alias", "dan");
  const token = await signedIn("alias", "eve");
  await update(token, { email: "dan@example.com" });
  const verify = () =>
    client.verifyUserAttribute({ AccessToken: token, AttributeName: "email", Code: lastCode(running) });
  expect(await refused("alias", verify)).toEqual([
    "AliasExistsException",
    "An account with the given email already exists.",
  ]);
});

test("a preferred user name belongs to one user, and is no other user's name", async () => {
  const first = await signedIn("preferred", "pia");
  const second = await signedIn("preferred", "quin");
  await update(first, { preferred_username: "star" });
  for (const preferred_username of ["star", "pia"])
    expect(await refused("preferred", () => update(second, { preferred_username }))).toEqual([
      "AliasExistsException",
      "An account with the given preferred_username already exists.",
    ]);
  const star = { UserPoolId: poolId("preferred"), Username: "star" };
  expect((await client.adminGetUser(star)).Username).toBe("pia");
  expect(
    await refused("preferred", () => client.adminCreateUser({ ...star, MessageAction: "SUPPRESS" })),
  ).toEqual(["UsernameExistsException", "User account already exists"]);
});

test("an address that another user signs in by cannot be taken", async () => {
  await signedIn("email", "fay");
  const token = await signedIn("email", "gil");
  expect(await refused("email", () => update(token, { email: "fay@example.com" }))).toEqual([
    "AliasExistsException",
    "An account with the given email already exists.",
  ]);
});

test("a client reads and writes the attributes that it names", async () => {
  const token = await signedIn("naming", "hal");
  await client.adminUpdateUserAttributes({
    UserPoolId: poolId("naming"),
    Username: "hal",
    UserAttributes: [{ Name: "custom:town", Value: "Rome" }],
  });
  expect(await attributesOf(token)).toEqual({ "custom:town": "Rome", sub: expect.any(String) });
  await update(token, { name: "Hal" });
  const unauthorized = ["NotAuthorizedException", "A client attempted to write unauthorized attribute"];
  expect(await refused("naming", () => update(token, { "custom:town": "Bonn" }))).toEqual(unauthorized);
  expect(
    await refused("naming", () =>
      client.deleteUserAttributes({ AccessToken: token, UserAttributeNames: ["email"] }),
    ),
  ).toEqual(unauthorized);
});

test("an attribute of the pool's own is hidden from a client that names none", async () => {
  const token = await signedIn("plain", "ivy");
  await client.adminUpdateUserAttributes({
    UserPoolId: poolId("plain"),
    Username: "ivy",
    UserAttributes: [{ Name: "custom:town", Value: "Rome" }],
  });
  expect(await attributesOf(token)).not.toHaveProperty("custom:town");
});

test("an address that is deleted is verified no longer", async () => {
  const token = await signedIn("plain", "jan");
  await client.deleteUserAttributes({ AccessToken: token, UserAttributeNames: ["email"] });
  expect(Object.keys(await attributesOf(token))).toEqual(["sub"]);
});

test("an account that is deleted is gone, with its sessions", async () => {
  const token = await signedIn("plain", "kim");
  await client.deleteUser({ AccessToken: token });
  expect(await refused("plain", () => client.getUser({ AccessToken: token }))).toEqual([
    "UserNotFoundException",
    "User does not exist.",
  ]);
});

test("a user who is disabled does nothing more", async () => {
  const token = await signedIn("plain", "leo");
  await client.adminDisableUser({ UserPoolId: poolId("plain"), Username: "leo" });
  expect((await refused("plain", () => client.getUser({ AccessToken: token })))[0]).toBe(
    "NotAuthorizedException",
  );
});

test("devices are not tracked", async () => {
  const token = await signedIn("plain", "mia");
  expect((await client.listDevices({ AccessToken: token })).Devices).toEqual([]);
  const device = { AccessToken: token, DeviceKey: "us-east-1_11111111-2222-4333-8444-555555555555" };
  for (const call of [
    () => client.confirmDevice(device),
    () => client.forgetDevice(device),
    () => client.getDevice(device),
    () => client.updateDeviceStatus(device),
  ])
    expect(await refused("plain", call)).toEqual(["ResourceNotFoundException", "Device does not exist."]);
});

test("a user sees by what to sign in", async () => {
  const token = await signedIn("plain", "ned");
  const { $metadata: _, ...factors } = await client.getUserAuthFactors({ AccessToken: token });
  expect(factors).toEqual({ Username: "ned", ConfiguredUserAuthFactors: ["PASSWORD"] });
});
