import type { Visitor } from "./chromium";
import type { RunningGate } from "./gates";
import type { PageCall, SignedIn } from "./in-page";

/** One successful and one refused call of the pet store for each lock. */

export const LOCKS = ["iam", "cognito, access token", "cognito, ID token", "jwt", "key", "public"];

/** A call that is answered, one that is refused, and the status of the refusal. */
export interface Lock {
  readonly success: PageCall;
  readonly refusal: PageCall;
  readonly status: number;
}

export async function locksOf({ gate }: RunningGate, bob: SignedIn): Promise<Record<string, Lock>> {
  const { apiKeys, region, url } = gate.description;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const leash = { headers: { ...bearer(bob.accessToken), "content-type": "application/json" } };
  const partner = await partnerToken(gate.description);
  const signed = { credentials: bob.credentials, region };
  return {
    iam: {
      success: { url: `${url}/pets`, ...signed },
      refusal: {
        url: `${url}/pets`,
        method: "POST",
        ...signed,
        body: '{"name":"Rex"}',
        headers: { "content-type": "application/json" },
      },
      status: 403,
    },
    "cognito, access token": {
      success: { url: `${url}/products`, headers: bearer(bob.accessToken) },
      refusal: { url: `${url}/products`, method: "POST", ...leash, body: '{"name":"Leash","price":1}' },
      status: 401,
    },
    "cognito, ID token": {
      success: { url: `${url}/account`, headers: bearer(bob.idToken) },
      refusal: { url: `${url}/account`, headers: bearer(bob.accessToken) },
      status: 401,
    },
    jwt: {
      success: { url: `${url}/partner/pets`, headers: bearer(partner) },
      refusal: { url: `${url}/partner/pets`, headers: bearer(`${partner}x`) },
      status: 401,
    },
    key: {
      success: { url: `${url}/feed`, headers: { "x-api-key": apiKeys[0]?.value ?? "" } },
      refusal: { url: `${url}/feed`, headers: { "x-api-key": "0123456789abcdefghij" } },
      status: 403,
    },
    public: {
      success: { url: `${url}/health` },
      refusal: { url: `${url}/nowhere` },
      status: 403,
    },
  };
}

async function partnerToken({ partner }: RunningGate["gate"]["description"]): Promise<string> {
  const client = partner?.clients.find(({ clientId }) => clientId === "partner-admin");
  if (!partner || !client) throw new Error("there is no partner");
  const answer = await fetch(partner.tokenEndpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}`,
    },
    body: "grant_type=client_credentials",
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export function signIn(visitor: Visitor, { gate }: RunningGate): Promise<SignedIn> {
  const { endpoint, identityPoolId, issuer, scriptClientId, users } = gate.description;
  const { password, username = "" } = users.find((user) => user.username === "bob") ?? {};
  return visitor.signIn({
    endpoint,
    clientId: scriptClientId ?? "",
    identityPoolId: identityPoolId ?? "",
    issuer: issuer ?? "",
    username,
    password: password ?? "",
  });
}
