/**
 * The battery of hostile tokens against the running gate: its Cognito authorizers, for ID tokens and for access
 * tokens, and its Lambda authorizer. They are forged with the gate's own keys, so that each is refused for
 * its own reason.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { signingKey } from "../../gateway/jwt/keys";
import { hostileTokens } from "../functions/support/hostile/battery";
import type { Members } from "../functions/support/issuer";
import { ecKey, edKey, rsaKey, type SigningKey, signText } from "../functions/support/tokens";
import { type RunningGate, run, startGateCommand, temporaryFolder } from "./command";

jest.setTimeout(120_000);

const state = temporaryFolder();
let gate: RunningGate;
beforeAll(async () => {
  expect(await run(["synth"])).toMatchObject({ status: 0 });
  gate = await startGateCommand(["--state", state, "--no-watch"]);
});
afterAll(async () => {
  await gate.stop();
  rmSync(state, { recursive: true });
});

// These are about claims that only the other kind of token has, or only our own authorizer reads.
const NOT_OF_AN_ID_TOKEN = /roles|scope|user ?name|another use/;
const NOT_OF_AN_ACCESS_TOKEN = /roles|scope|audience|user name/;

interface Way {
  readonly path: string;
  /** A token of the gate's own, which is let through. */
  readonly genuine: () => Promise<string>;
  /** Which of the installation's keys signs it, by its name in the state file. */
  readonly key: "idTokenKey" | "accessTokenKey" | "partnerKey";
  readonly skip: RegExp;
}

const ways: Readonly<Record<string, Way>> = {
  "ID token": {
    path: "/account",
    genuine: async () => (await signIn()).IdToken,
    key: "idTokenKey",
    skip: NOT_OF_AN_ID_TOKEN,
  },
  "access token": {
    path: "/products",
    genuine: async () => (await signIn()).AccessToken,
    key: "accessTokenKey",
    skip: NOT_OF_AN_ACCESS_TOKEN,
  },
  "third-party token": {
    path: "/partner/pets",
    genuine: partnerToken,
    key: "partnerKey",
    skip: /(?!)/,
  },
};

test.each(Object.entries(ways))("%s: every hostile one is refused, and no handler runs", async (_, way) => {
  const genuine = await way.genuine();
  expect(await answered(way.path, genuine)).toBe("200 handled");
  const forge = forgeFor(genuine, way);
  // A token that is forged without a change is as good as genuine: what follows is refused for its change alone.
  const unchanged = signText(forge.rsa, forge.header(forge.rsa), forge.payload());
  expect({ answer: await answered(way.path, unchanged), said: gate.stderr().slice(-500) }).toMatchObject({
    answer: "200 handled",
  });

  // The battery changes claims of an issuer of its own: a change that changes nothing here is no attack.
  const same = [forge.header(forge.rsa), forge.payload()].join();
  const hostile = hostileTokens(forge).filter(
    ({ attack, token }) => !way.skip.test(attack) && decoded(token) !== same && !begins(token, forge.now),
  );
  expect(hostile.length).toBeGreaterThanOrEqual(300);
  expect(new Set(hostile.map(({ attack }) => attack)).size).toBeGreaterThanOrEqual(40);
  const accepted: string[] = [];
  for (const { attack, name, token } of hostile) {
    const answer = await answered(way.path, token);
    // 431: longer than what HTTP takes for a header, here as at API Gateway.
    if (answer !== "401" && answer !== "431") accepted.push(`${attack}: ${name}: ${answer}`);
  }
  expect(accepted).toEqual([]);
});

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

async function answered(path: string, token: string): Promise<string> {
  // Some tokens hold what no header may: they do not get as far as the gate.
  if (/[^\t\x20-\x7e\x80-\xff]/.test(token)) return "401";
  const response = await fetch(`${gate.description.url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return `${response.status}${response.headers.has("x-amzn-trace-id") ? " handled" : ""}`;
}

function forgeFor(genuine: string, way: Way) {
  const [header = {}, claims = {}] = genuine
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Members);
  const installation = JSON.parse(readFileSync(join(state, "installation.json"), "utf8"));
  const rsa: SigningKey = { ...signingKey(installation[way.key]), kid: `${header.kid}`, alg: "RS256" };
  return {
    rsa,
    ec: ecKey("ec"),
    ed: edKey("ed"),
    stranger: rsaKey("stranger"),
    header: (key: SigningKey, changes: Members = {}) =>
      JSON.stringify({ ...header, alg: key.alg, kid: key.kid, ...changes }),
    // With every claim that the battery changes, so that each change is one.
    payload: (changes: Members = {}) =>
      JSON.stringify({ roles: ["none"], scope: "none", aud: claims.client_id, ...claims, ...changes }),
    now: Math.floor(Date.now() / 1000),
  };
}

async function signIn(): Promise<{ readonly IdToken: string; readonly AccessToken: string }> {
  const { description } = gate;
  const client = new CognitoIdentityProviderClient({
    region: description.region,
    endpoint: description.endpoint,
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  });
  const alice = description.users[0];
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: description.scriptClientId ?? "",
      AuthParameters: { USERNAME: alice?.username ?? "", PASSWORD: alice?.password ?? "" },
    }),
  );
  return AuthenticationResult as { readonly IdToken: string; readonly AccessToken: string };
}

async function partnerToken(): Promise<string> {
  const { partner } = gate.description;
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
