import { awsJson } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { signIn } from "../../people";
import { IDENTITY_POOL, POOL } from "../../petstore/names";

/** ServerSideTokenCheck: whether the identity pool asks the user pool about a token. Source: API reference, CognitoIdentityProvider. */

const PROVIDER = `cognito-idp.us-east-1.amazonaws.com/${POOL}`;

async function running(serverSideTokenCheck: boolean): Promise<RunningGate> {
  return runGate((model) => ({
    ...model,
    identityPools: model.identityPools.map((pool) => ({
      ...pool,
      providers: pool.providers.map((provider) => ({ ...provider, serverSideTokenCheck })),
    })),
  }));
}

test.each([
  [true, "NotAuthorizedException: Invalid login token. The token has been revoked."],
  [false, "served"],
])("with the check %s, a token after a global sign-out is %s", async (isChecked, expected) => {
  const gate = await running(isChecked);
  try {
    const { endpoint } = gate.gate.description;
    const { accessToken, idToken } = await signIn(gate, "bob");
    const getId = async () => {
      const input = { IdentityPoolId: IDENTITY_POOL, Logins: { [PROVIDER]: idToken } };
      const { json, status } = await awsJson(endpoint, "AWSCognitoIdentityService.GetId", input);
      return status === 200 ? "served" : `${json.__type}: ${json.message}`;
    };
    expect(await getId()).toBe("served");
    await awsJson(endpoint, "AWSCognitoIdentityProviderService.GlobalSignOut", { AccessToken: accessToken });
    expect(await getId()).toBe(expected);
  } finally {
    await gate.stop();
  }
});

test("with the check, a token of a user who is gone is refused", async () => {
  const gate = await running(true);
  try {
    const { idToken } = await signIn(gate, "bob");
    // The user goes with the group.
    await gate.serve((model) => ({
      ...model,
      userPools: model.userPools.map((pool) => ({
        ...pool,
        groups: pool.groups.filter(({ name }) => name !== "user"),
      })),
    }));
    const input = { IdentityPoolId: IDENTITY_POOL, Logins: { [PROVIDER]: idToken } };
    const { json } = await awsJson(gate.gate.description.endpoint, "AWSCognitoIdentityService.GetId", input);
    expect(json.message).toBe("Invalid login token. The user was deleted or is disabled.");
  } finally {
    await gate.stop();
  }
});
