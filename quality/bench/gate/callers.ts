import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Served } from "./processes";

/** Callers of the gate, as clients are. */

export interface Caller {
  readonly idToken: string;
  readonly accessToken: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

/** Signs the first user in who has the role. */
export async function signIn({ description }: Served, group: string): Promise<Caller> {
  const { endpoint, identityPoolId, issuer, scriptClientId, users } = description;
  const user = users.find(({ groups }) => groups.includes(group));
  if (user === undefined) throw new Error(`there is no user in the group ${group}`);
  const signedIn = await ask(endpoint, "AWSCognitoIdentityProviderService.InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: scriptClientId,
    AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
  });
  const { AccessToken, IdToken } = signedIn.AuthenticationResult as Record<string, string>;
  const Logins = { [(issuer ?? "").slice("https://".length)]: IdToken };
  const { IdentityId } = await ask(endpoint, "AWSCognitoIdentityService.GetId", {
    IdentityPoolId: identityPoolId,
    Logins,
  });
  const given = await ask(endpoint, "AWSCognitoIdentityService.GetCredentialsForIdentity", {
    IdentityId,
    Logins,
  });
  const { AccessKeyId, SecretKey, SessionToken } = given.Credentials as Record<string, string>;
  return {
    idToken: IdToken ?? "",
    accessToken: AccessToken ?? "",
    credentials: {
      accessKeyId: AccessKeyId ?? "",
      secretAccessKey: SecretKey ?? "",
      sessionToken: SessionToken ?? "",
    },
  };
}

/** A token of the third-party issuer. */
export async function partnerToken({ description }: Served, role: string): Promise<string> {
  const { partner } = description;
  const client = partner?.clients.find(({ roles }) => roles.includes(role));
  if (partner === null || client === undefined)
    throw new Error(`no client of the issuer has the role ${role}`);
  const answer = await fetch(partner.tokenEndpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: client.clientId,
      client_secret: client.clientSecret,
      audience: partner.audience,
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error("the issuer gave no token");
  return token;
}

/** Headers of a signed GET. */
export async function signed(
  { port, description }: Served,
  path: string,
  { credentials }: Caller,
  at: Date,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    credentials,
    region: description.region,
    service: "execute-api",
    sha256: Sha256,
  });
  const request = {
    protocol: "http:",
    hostname: "127.0.0.1",
    port,
    path,
    query: {},
    method: "GET",
    headers: { host: `127.0.0.1:${port}` },
  };
  return (await signer.sign(request, { signingDate: at })).headers;
}

async function ask(endpoint: string, target: string, input: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${target}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

class Sha256 {
  private readonly hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {}
}
