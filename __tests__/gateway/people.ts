import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signingKey } from "../../gateway/jwt/keys";
import { signJwt } from "../../gateway/jwt/sign";
import { unverifiedClaims } from "../../gateway/jwt/verify";
import { awsJson } from "./client";
import type { RunningGate } from "./gates";

/** Tokens and credentials of the pet store's users, and forged tokens. */

export interface SignedIn {
  readonly idToken: string;
  readonly accessToken: string;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export async function signIn(
  { gate }: Pick<RunningGate, "gate">,
  username: string,
  clientId = "scripts",
): Promise<SignedIn> {
  const { endpoint, users } = gate.description;
  const { json } = await awsJson(endpoint, "AWSCognitoIdentityProviderService.InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId,
    AuthParameters: {
      USERNAME: username,
      PASSWORD: users.find((user) => user.username === username)?.password,
    },
  });
  const result = json.AuthenticationResult as Record<string, string> | undefined;
  if (!result) throw new Error(`${username} is not signed in: ${JSON.stringify(json)}`);
  return { idToken: result.IdToken ?? "", accessToken: result.AccessToken ?? "" };
}

export async function credentialsFor({ gate }: RunningGate, { idToken }: SignedIn): Promise<AwsCredentials> {
  const { endpoint, identityPoolId, issuer } = gate.description;
  const Logins = { [issuer?.slice("https://".length) ?? ""]: idToken };
  const identity = await awsJson(endpoint, "AWSCognitoIdentityService.GetId", {
    IdentityPoolId: identityPoolId,
    Logins,
  });
  const { json } = await awsJson(endpoint, "AWSCognitoIdentityService.GetCredentialsForIdentity", {
    IdentityId: identity.json.IdentityId,
    Logins,
  });
  const credentials = json.Credentials as Record<string, string> | undefined;
  if (!credentials) throw new Error(`no credentials: ${JSON.stringify(json)}`);
  const { AccessKeyId = "", SecretKey = "", SessionToken = "" } = credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
}

/** The token with other claims, signed by the gate's own key, which only tests can do. */
export function resigned(
  running: Pick<RunningGate, "stateDir">,
  token: string,
  changes: Record<string, unknown>,
): string {
  const installation = JSON.parse(readFileSync(join(running.stateDir, "installation.json"), "utf8"));
  return signJwt({ ...unverifiedClaims(token), ...changes }, signingKey(installation.idTokenKey));
}

/** The same claims and key id, signed with a key that is not the gate's. */
export function forged(token: string): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = signingKey(privateKey.export({ format: "jwk" }));
  const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
  return signJwt(unverifiedClaims(token) ?? {}, { ...key, kid });
}

/** The same claims under the algorithm "none". */
export function unsigned(token: string): string {
  const header = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  return `${header}.${token.split(".")[1]}.`;
}
