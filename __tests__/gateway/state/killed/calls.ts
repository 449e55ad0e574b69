import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { awsJson, call } from "../../client";

/** What a gate has printed. */
export interface KilledGate {
  readonly endpoint: string;
  readonly apiKey: string;
  /** Of the gate's own page, which shows messages and counts. */
  readonly pageKey: string;
  readonly operator: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Result {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

/** An operation that a user calls. It rejects where the gate was killed before it answered. */
export const ask = ({ endpoint }: KilledGate, operation: string, input: object): Promise<Result> =>
  awsJson(endpoint, `AWSCognitoIdentityProviderService.${operation}`, { ClientId: "rotating", ...input });

export const signIn = (gate: KilledGate, USERNAME: string, PASSWORD: string): Promise<Result> =>
  ask(gate, "InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } });

export const refresh = (gate: KilledGate, RefreshToken: string): Promise<Result> =>
  ask(gate, "GetTokensFromRefreshToken", { RefreshToken });

/** A call that the gate refused, where it must not. */
export class Refused extends Error {}

/** @throws {Refused} */
export function succeeded({ json, status }: Result): Result["json"] {
  if (status !== 200) throw new Refused(JSON.stringify(json));
  return json;
}

/** Tokens of a sign-in. @throws {Refused} */
export function tokensOf(result: Result): { readonly AccessToken: string; readonly RefreshToken: string } {
  const { AuthenticationResult } = succeeded(result);
  if (!AuthenticationResult) throw new Refused(JSON.stringify(result.json));
  return AuthenticationResult as { AccessToken: string; RefreshToken: string };
}

/** The code of the last message to a user. */
export async function codeFor(gate: KilledGate, username: string): Promise<string> {
  const { messages } = (await shown(gate, "codes")) as {
    messages: readonly { username: string; code: string }[];
  };
  return messages.find((message) => message.username === username)?.code ?? "none";
}

/** Calls counted against the quota of the key. */
export async function countedCalls(gate: KilledGate): Promise<number> {
  const { quotas } = (await shown(gate, "limits")) as { quotas: readonly { used: number }[] };
  return quotas[0]?.used ?? -1;
}

async function shown({ endpoint, pageKey }: KilledGate, what: string): Promise<unknown> {
  const { body } = await call(endpoint, `/_gatehouse/api/${what}`, { headers: { "x-gatehouse": pageKey } });
  return JSON.parse(body);
}

/** One call that counts against the quota. */
export async function metered({ apiKey, endpoint }: KilledGate): Promise<number> {
  return (await call(endpoint, "/dev/metered", { headers: { "x-api-key": apiKey } })).status;
}

/** Calls an operation of administrators, with the operator's keys. */
export async function administer<T>(
  { endpoint, operator }: KilledGate,
  run: (client: CognitoIdentityProvider) => Promise<T>,
): Promise<T> {
  const client = new CognitoIdentityProvider({
    endpoint,
    region: "us-east-1",
    credentials: operator,
    maxAttempts: 1,
  });
  try {
    return await run(client);
  } finally {
    client.destroy();
  }
}
