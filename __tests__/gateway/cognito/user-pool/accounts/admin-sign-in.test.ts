import type { AuthFlowType } from "@aws-sdk/client-cognito-identity-provider";
import { refusal } from "./account-client";
import { clientId, poolId } from "./account-gate";
import { client, create, refused, setClock, UserPoolId } from "./administration-gate";

/** Sign-ins that an administrator begins and goes on with. */

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
    setClock(7 * 86_400_000);
    expect(await refusal(begin("ADMIN_USER_PASSWORD_AUTH", { ...temporary, USERNAME: "lea" }))).toEqual([
      "NotAuthorizedException",
      "Temporary password has expired and must be reset by an administrator.",
    ]);
    setClock(0);
  });
});
