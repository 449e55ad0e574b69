import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  NotAuthorizedException,
} from "@aws-sdk/client-cognito-identity-provider";
import { signedCall } from "./client";
import { type RunningGate, runGate } from "./gates";

/** The AWS SDK works against the gate with only its endpoint changed. */

let running: RunningGate;
let pool: CognitoIdentityProviderClient;
let identity: CognitoIdentityClient;

beforeAll(async () => {
  running = await runGate();
  const { endpoint, region } = running.gate.description;
  pool = new CognitoIdentityProviderClient({ endpoint, region });
  identity = new CognitoIdentityClient({ endpoint, region });
});

afterAll(async () => {
  pool?.destroy();
  identity?.destroy();
  await running?.stop();
});

const signIn = (USERNAME: string, PASSWORD: string) =>
  pool.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: running.gate.description.scriptClientId ?? "",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );

test("sign in, get credentials, call the API with them", async () => {
  const { endpoint, identityPoolId, issuer, users } = running.gate.description;
  const { AuthenticationResult } = await signIn("bob", users[1]?.password ?? "");
  const Logins = { [issuer?.replace("https://", "") ?? ""]: AuthenticationResult?.IdToken ?? "" };
  const { IdentityId } = await identity.send(
    new GetIdCommand({ IdentityPoolId: identityPoolId ?? "", Logins }),
  );
  const { Credentials } = await identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  expect(Credentials?.Expiration).toBeInstanceOf(Date);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  expect((await signedCall(endpoint, "/dev/pets", { credentials })).status).toBe(200);
  expect((await signedCall(endpoint, "/dev/pets", { credentials, method: "POST" })).status).toBe(403);
});

test("a wrong password is the exception that clients catch", async () => {
  await expect(signIn("bob", "wrong")).rejects.toThrow(NotAuthorizedException);
});
