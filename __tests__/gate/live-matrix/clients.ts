import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AwsClient } from "aws4fetch";
import type { GateDescription } from "../../../gateway";

/** The principals of a matrix as real clients: each has every credential that such a caller can get. */

/** Sends one request under one credential. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

export interface Client {
  /** As the matrix names it. */
  readonly principal: string;
  /** What it can send, by name: `id token`. */
  readonly credentials: Readonly<Record<string, Send>>;
}

/** The users of the gate. None is in a group that the other is in alone. */
export const USERS = [
  { username: "alice", groups: ["admin"] },
  { username: "bob", groups: ["user"] },
  { username: "both", groups: ["admin", "user"] },
  { username: "nobody", groups: [] },
] as const;

const PRINCIPALS: Readonly<Record<(typeof USERS)[number]["username"], string>> = {
  alice: "group:admin",
  bob: "group:user",
  both: "group:admin,group:user",
  nobody: "signed-in",
};

/** Signs all principals in anew, as the gate's present Terraform lets them. */
export async function clientsOf(gate: GateDescription): Promise<readonly Client[]> {
  const users = gate.users.map(async (user): Promise<Client> => {
    const principal = PRINCIPALS[user.username as keyof typeof PRINCIPALS];
    return { principal, credentials: await credentialsOf(gate, user) };
  });
  const partners = (gate.partner?.clients ?? []).map(async ({ clientId, clientSecret, roles }) => ({
    principal: `jwt:${roles.join(",jwt:")}`,
    credentials: { token: bearer(await partnerToken(gate, clientId, clientSecret)) },
  }));
  const systems = gate.systems.map(({ name, ...keys }) => ({
    principal: `iam:${name}`,
    credentials: { signature: signed(gate, keys) },
  }));
  return [
    { principal: "anonymous", credentials: { nothing: (url, init) => fetch(url, init) } },
    ...(await Promise.all([...users, ...partners])),
    ...systems,
  ];
}

async function credentialsOf(
  gate: GateDescription,
  { password, username }: GateDescription["users"][number],
): Promise<Client["credentials"]> {
  const provider = new CognitoIdentityProviderClient(sdk(gate));
  const { AuthenticationResult: tokens } = await provider.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: gate.scriptClientId ?? "none",
      AuthParameters: { USERNAME: username, PASSWORD: password ?? "" },
    }),
  );
  const { AccessToken = "", IdToken = "" } = tokens ?? {};
  // A user of several groups may ask for the role of any of them.
  const roles = [undefined, ...((claimsOf(IdToken)["cognito:roles"] ?? []) as string[])];
  const signers = roles.map(async (role) => {
    const send = await signerOf(gate, IdToken, role);
    return send ? [[`signature as ${role ?? "what the pool chooses"}`, send] as const] : [];
  });
  return {
    "id token": bearer(IdToken),
    "access token": bearer(AccessToken),
    ...Object.fromEntries((await Promise.all(signers)).flat()),
  };
}

/** Exceptions by which an identity pool gives a user no credentials. */
const NO_CREDENTIALS = ["InvalidIdentityPoolConfigurationException", "NotAuthorizedException"];

/** Undefined where the identity pool gives the user no role. */
async function signerOf(
  gate: GateDescription,
  idToken: string,
  role: string | undefined,
): Promise<Send | undefined> {
  const pool = new CognitoIdentityClient(sdk(gate));
  const Logins = { [gate.issuer?.replace("https://", "") ?? "none"]: idToken };
  try {
    const { IdentityId } = await pool.send(
      new GetIdCommand({ IdentityPoolId: gate.identityPoolId ?? "", Logins }),
    );
    const { Credentials: given } = await pool.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn: role }),
    );
    return signed(gate, {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    });
  } catch (error) {
    if (NO_CREDENTIALS.includes((error as Error).name)) return undefined;
    throw error;
  }
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

function signed({ region }: GateDescription, keys: Keys): Send {
  const client = new AwsClient({ ...keys, region, service: "execute-api", retries: 0 });
  return (url, init) => client.fetch(url, init);
}

function bearer(token: string): Send {
  return (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
}

async function partnerToken(
  { partner }: GateDescription,
  clientId: string,
  clientSecret: string,
): Promise<string> {
  const answer = await fetch(partner?.tokenEndpoint ?? "", {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

// The SDK requires credentials, also for calls that are not signed.
const sdk = ({ endpoint, region }: GateDescription) => ({
  region,
  endpoint,
  maxAttempts: 1,
  credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
});
