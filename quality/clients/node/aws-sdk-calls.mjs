import { createHash, createHmac } from "node:crypto";
import * as identity from "@aws-sdk/client-cognito-identity";
import * as idp from "@aws-sdk/client-cognito-identity-provider";
import { SignatureV4 } from "@smithy/signature-v4";
import { signedIn } from "./context.mjs";

/** Clients of the AWS SDK for a gate, and what the operations that are tried have in common. */

export const unsigned = ({ gate }) => ({ region: gate.region, endpoint: gate.endpoint });
export const asUser = (context) => new idp.CognitoIdentityProvider(unsigned(context));
export const asOperator = (context) =>
  new idp.CognitoIdentityProvider({ ...unsigned(context), credentials: context.gate.operator });

export const DENIED = /^The ambiguous role mapping rules for: .* denied this request\.$/;

export function passwordSignIn(context, username, password = context.password) {
  const ClientId = context.clientWith("ALLOW_USER_PASSWORD_AUTH");
  const AuthParameters = { USERNAME: username, PASSWORD: password };
  return asUser(context).initiateAuth({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
}

export function respond(context, { ChallengeName, Session }, responses) {
  const ClientId = context.clientWith("ALLOW_USER_PASSWORD_AUTH");
  return asUser(context).respondToAuthChallenge({
    ClientId,
    ChallengeName,
    Session,
    ChallengeResponses: responses,
  });
}

function logins({ gate }, { IdToken }) {
  return { [gate.issuer.replace(/^https?:\/\//, "")]: IdToken };
}

export async function credentialsOf(context, who) {
  const Logins = logins(context, await signedIn(context, who));
  const pool = new identity.CognitoIdentity(unsigned(context));
  const { IdentityId } = await pool.getId({ IdentityPoolId: context.gate.identityPoolId, Logins });
  const { Credentials } = await pool.getCredentialsForIdentity({ IdentityId, Logins });
  const { AccessKeyId: accessKeyId, SecretKey: secretAccessKey, SessionToken: sessionToken } = Credentials;
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** SHA-256 as the signer of the SDK takes it. */
class Sha256 {
  constructor(secret) {
    this.hash = secret ? createHmac("sha256", secret) : createHash("sha256");
  }
  update(data) {
    this.hash.update(data);
  }
  async digest() {
    return this.hash.digest();
  }
}

export async function signedCall({ gate }, credentials, method) {
  const url = new URL(`${gate.url}/pets`);
  const signer = new SignatureV4({
    service: "execute-api",
    region: gate.region,
    credentials,
    sha256: Sha256,
  });
  const body = method === "POST" ? JSON.stringify({ name: "Rex" }) : undefined;
  const { headers } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: { host: url.host, "content-type": "application/json" },
    body,
  });
  return (await fetch(url, { method, headers, body })).status;
}
