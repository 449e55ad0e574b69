import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Served } from "./processes";

/** Callers of the gate, as clients are. */

export interface Caller {
  readonly idToken: string;
  readonly refreshToken: string;
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
  const { IdToken, RefreshToken } = signedIn.AuthenticationResult as Record<string, string>;
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
    refreshToken: RefreshToken ?? "",
    credentials: {
      accessKeyId: AccessKeyId ?? "",
      secretAccessKey: SecretKey ?? "",
      sessionToken: SessionToken ?? "",
    },
  };
}

/** Further ID tokens of a user, none like another. */
export function idTokens({ description }: Served, user: Caller, count: number): Promise<readonly string[]> {
  return several(count, async () => {
    const refreshed = await ask(description.endpoint, "AWSCognitoIdentityProviderService.InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: description.scriptClientId,
      AuthParameters: { REFRESH_TOKEN: user.refreshToken },
    });
    return (refreshed.AuthenticationResult as Record<string, string>).IdToken;
  });
}

/** Tokens of the third-party issuer, none like another. */
export function partnerTokens(
  { description }: Served,
  role: string,
  count: number,
): Promise<readonly string[]> {
  const { partner } = description;
  const client = partner?.clients.find(({ roles }) => roles.includes(role));
  if (partner === null || client === undefined)
    throw new Error(`no client of the issuer has the role ${role}`);
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: client.clientId,
    client_secret: client.clientSecret,
    audience: partner.audience,
  });
  return several(count, async () => {
    const answer = await fetch(partner.tokenEndpoint, { method: "POST", body });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    return token;
  });
}

/** Tokens that are asked for at the same time. */
const AT_ONCE = 8;

async function several(count: number, one: () => Promise<string | undefined>): Promise<readonly string[]> {
  const tokens = new Set<string>();
  let asked = 0;
  const worker = async () => {
    while (asked++ < count) tokens.add((await one()) ?? "");
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (tokens.size !== count || tokens.has(""))
    throw new Error(`expected ${count} tokens, found ${tokens.size} that differ`);
  return [...tokens];
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
