import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { GateDescription } from "../../gateway/deployment/description";
import { signingKey } from "../../gateway/jwt/keys";
import { hostileTokens } from "../functions/support/hostile/battery";
import type { HostileToken } from "../functions/support/hostile/hostile-token";
import type { Members } from "../functions/support/issuer";
import { ecKey, edKey, rsaKey, type SigningKey, signText } from "../functions/support/tokens";

/**
 * The battery of hostile tokens for a whole gate: its Cognito authorizers, for ID tokens and for access tokens, and its
 * Lambda authorizer. They are forged with the gate's own keys, so that each is refused for its own reason.
 */

export interface Target {
  readonly description: GateDescription;
  readonly stateDir: string;
}

export interface Way {
  readonly path: string;
  /** A token of the gate's own, which is let through. */
  readonly genuine: (gate: GateDescription) => Promise<string>;
  /** Which of the installation's keys signs it, by its name in the state file. */
  readonly key: "idTokenKey" | "accessTokenKey" | "partnerKey";
  /** Attacks on claims that this kind of token does not have, or that its lock does not read. */
  readonly skip: RegExp;
}

export const ways: Readonly<Record<string, Way>> = {
  "ID token": {
    path: "/account",
    genuine: async (gate) => (await signIn(gate)).IdToken,
    key: "idTokenKey",
    skip: /roles|scope|user ?name|another use/,
  },
  "access token": {
    path: "/products",
    genuine: async (gate) => (await signIn(gate)).AccessToken,
    key: "accessTokenKey",
    skip: /roles|scope|audience|user name/,
  },
  "third-party token": {
    path: "/partner/pets",
    genuine: partnerToken,
    key: "partnerKey",
    skip: /(?!)/,
  },
};

export interface Forged {
  /** A token that is forged without a change, which is as good as genuine: another is refused for its change alone. */
  readonly unchanged: string;
  readonly hostile: readonly HostileToken[];
}

export async function forgedFor({ description, stateDir }: Target, way: Way): Promise<Forged> {
  const forge = forgeFor(await way.genuine(description), way, stateDir);
  // The battery changes claims of an issuer of its own: a change that changes nothing here is no attack.
  const same = [forge.header(forge.rsa), forge.payload()].join();
  return {
    unchanged: signText(forge.rsa, forge.header(forge.rsa), forge.payload()),
    hostile: hostileTokens(forge).filter(
      ({ attack, token }) => !way.skip.test(attack) && decoded(token) !== same && !begins(token, forge.now),
    ),
  };
}

/** The status, and whether a handler ran. */
export async function answered({ url }: GateDescription, path: string, token: string): Promise<string> {
  // Some tokens hold what no header may: they do not get as far as the gate.
  if (/[^\t\x20-\x7e\x80-\xff]/.test(token)) return "401";
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return `${response.status}${response.headers.has("x-amzn-trace-id") ? " handled" : ""}`;
}

/** What is wrong with the answers to hostile tokens: nothing, if each is refused and no handler ran. */
export async function notRefused(
  gate: GateDescription,
  path: string,
  tokens: readonly HostileToken[],
): Promise<string[]> {
  const accepted: string[] = [];
  for (const { attack, name, token } of tokens) {
    const answer = await answered(gate, path, token);
    // 431: longer than what HTTP takes for a header, here as at API Gateway.
    if (answer !== "401" && answer !== "431") accepted.push(`${attack}: ${name}: ${answer}`);
  }
  return accepted;
}

/** Whether time, which goes on meanwhile, makes the token a good one: its first second is just ahead. */
function begins(token: string, now: number): boolean {
  const dates = [...decoded(token).matchAll(/"(?:nbf|iat)":(\d+(?:\.\d+)?)[,}]/g)].map((match) =>
    Number(match[1]),
  );
  return dates.some((date) => date > now && date < now + 90);
}

function decoded(token: string): string {
  return token
    .split(".")
    .slice(0, 2)
    .map((part) => Buffer.from(part, "base64url").toString())
    .join();
}

/** Keys that are not the gate's. */
const foreign = { ec: ecKey("ec"), ed: edKey("ed"), stranger: rsaKey("stranger") };

function forgeFor(genuine: string, way: Way, stateDir: string) {
  const [header = {}, claims = {}] = genuine
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Members);
  const installation = JSON.parse(readFileSync(join(stateDir, "installation.json"), "utf8"));
  const rsa: SigningKey = { ...signingKey(installation[way.key]), kid: `${header.kid}`, alg: "RS256" };
  return {
    rsa,
    ...foreign,
    header: (key: SigningKey, changes: Members = {}) =>
      JSON.stringify({ ...header, alg: key.alg, kid: key.kid, ...changes }),
    // With every claim that the battery changes, so that each change is one.
    payload: (changes: Members = {}) =>
      JSON.stringify({ roles: ["none"], scope: "none", aud: claims.client_id, ...claims, ...changes }),
    now: Math.floor(Date.now() / 1000),
  };
}

async function signIn(
  gate: GateDescription,
): Promise<{ readonly IdToken: string; readonly AccessToken: string }> {
  const client = new CognitoIdentityProviderClient({
    region: gate.region,
    endpoint: gate.endpoint,
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  });
  const alice = gate.users[0];
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: gate.scriptClientId ?? "",
      AuthParameters: { USERNAME: alice?.username ?? "", PASSWORD: alice?.password ?? "" },
    }),
  );
  return AuthenticationResult as { readonly IdToken: string; readonly AccessToken: string };
}

async function partnerToken({ partner }: GateDescription): Promise<string> {
  const client = partner?.clients[0];
  const response = await fetch(partner?.tokenEndpoint ?? "", {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
