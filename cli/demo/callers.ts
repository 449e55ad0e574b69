/** Real clients: the AWS SDK signs in, a SigV4 signer signs, and fetch carries the rest. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AwsClient } from "aws4fetch";
import type { GateDescription } from "../../gateway";
import { totpCode } from "../../gateway/cognito/totp";
import { type PasswordVerifier, srpClient } from "../sign-in/srp";
import type { Credentials } from "./plan";

export interface Callers {
  /**
   * Sends one request with these credentials, and signs in first where that was not done yet.
   *
   * @throws the AWS SDK's error where signing in fails
   */
  send(call: Call, credentials: Credentials, withKey: boolean): Promise<Response>;
}

export interface Call {
  readonly verb: string;
  readonly url: string;
  readonly body?: string;
}

interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
}

// The SDK's warning about future Node.js versions would be printed within the table.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The callers that the gate knows. Each signs in once, when it is first needed. */
export function callersOf(gate: GateDescription): Callers {
  const tokens = remembered((role: string) => signIn(gate, userOf(gate, role)));
  const signers = remembered(async (role: string) => identityPoolSigner(gate, (await tokens(role)).idToken));
  const partners = remembered((role: string) => partnerToken(gate, role));
  const firstRole = gate.users[0]?.groups[0] ?? "";

  const headersFor = async (credentials: Credentials): Promise<Record<string, string>> => {
    switch (credentials.kind) {
      case "access-token":
        return bearer((await tokens(credentials.of.role)).accessToken);
      case "id-token":
        return bearer((await tokens(credentials.of.role)).idToken);
      case "partner-token":
        return bearer(await partners(credentials.role));
      case "forged-token":
        return bearer(forged((await tokens(firstRole)).accessToken));
      default:
        return {};
    }
  };
  const signerFor = async (credentials: Credentials): Promise<AwsClient | undefined> => {
    if (credentials.kind === "signed-with-unknown-key") {
      return signer(gate, { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "made-up" });
    }
    if (credentials.kind !== "signed") return undefined;
    return "role" in credentials.by
      ? signers(credentials.by.role)
      : signer(gate, systemOf(gate, credentials.by.system));
  };

  return {
    async send({ verb, url, body }, credentials, withKey) {
      const apiKey = gate.apiKeys[0]?.value;
      const headers = {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(withKey && apiKey !== undefined && { "x-api-key": apiKey }),
        ...(await headersFor(credentials)),
      };
      const init = { method: verb, headers, ...(body !== undefined && { body }) };
      const client = await signerFor(credentials);
      return client ? client.fetch(url, init) : fetch(url, init);
    },
  };
}

function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

// The SDK requires credentials, also for calls that are not signed.
const sdk = (gate: GateDescription) => ({
  region: gate.region,
  endpoint: gate.endpoint,
  maxAttempts: 1,
  credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
});

/** With the client that an app ships: by SRP, and a code of the user's software token where the pool asks for one. */
async function signIn(gate: GateDescription, user: GateDescription["users"][number]): Promise<Tokens> {
  const client = new CognitoIdentityProviderClient(sdk(gate));
  const ClientId = gate.clientId ?? "none";
  const srp = srpClient();
  const begun = await client.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_SRP_AUTH",
      ClientId,
      AuthParameters: { USERNAME: user.username, SRP_A: srp.A },
    }),
  );
  const proof = srp.answer(
    begun.ChallengeParameters as PasswordVerifier,
    gate.userPoolId ?? "",
    user.password ?? "",
  );
  let answered = await client.send(
    new RespondToAuthChallengeCommand({
      ChallengeName: "PASSWORD_VERIFIER",
      ClientId,
      ChallengeResponses: proof,
    }),
  );
  if (answered.ChallengeName === "SOFTWARE_TOKEN_MFA") {
    const code = totpCode(user.totpSecret ?? "", new Date());
    answered = await client.send(
      new RespondToAuthChallengeCommand({
        ChallengeName: answered.ChallengeName,
        ClientId,
        Session: answered.Session,
        ChallengeResponses: { USERNAME: user.username, SOFTWARE_TOKEN_MFA_CODE: code },
      }),
    );
  }
  const { AuthenticationResult: tokens } = answered;
  return { idToken: tokens?.IdToken ?? "", accessToken: tokens?.AccessToken ?? "" };
}

async function identityPoolSigner(gate: GateDescription, idToken: string): Promise<AwsClient> {
  const client = new CognitoIdentityClient(sdk(gate));
  const Logins = { [gate.issuer?.replace("https://", "") ?? "none"]: idToken };
  const { IdentityId } = await client.send(
    new GetIdCommand({ IdentityPoolId: gate.identityPoolId ?? "none", Logins }),
  );
  const { Credentials: issued } = await client.send(
    new GetCredentialsForIdentityCommand({ IdentityId, Logins }),
  );
  return signer(gate, {
    accessKeyId: issued?.AccessKeyId ?? "",
    secretAccessKey: issued?.SecretKey ?? "",
    sessionToken: issued?.SessionToken ?? "",
  });
}

function signer(
  gate: GateDescription,
  credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  },
): AwsClient {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    service: "execute-api",
    region: gate.region,
    // A refused call is a result: it must not be repeated.
    retries: 0,
  });
}

async function partnerToken(gate: GateDescription, role: string): Promise<string> {
  const client = required(
    gate.partner?.clients.find(({ roles }) => roles.includes(role)),
    `partner client with the role "${role}"`,
  );
  const response = await fetch(gate.partner?.tokenEndpoint ?? "", {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}

let foreignKey: KeyObject | undefined;

/** The same header and claims, signed with another key. */
function forged(token: string): string {
  const [header = "", payload = ""] = token.split(".");
  foreignKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return `${header}.${payload}.${sign("RSA-SHA256", Buffer.from(`${header}.${payload}`), foreignKey).toString("base64url")}`;
}

function userOf(gate: GateDescription, role: string): GateDescription["users"][number] {
  return required(
    gate.users.find(({ groups }) => groups.includes(role)),
    `user in the group "${role}"`,
  );
}

function systemOf(gate: GateDescription, system: string): GateDescription["systems"][number] {
  return required(
    gate.systems.find(({ name }) => name === system || name.endsWith(`-${system}`)),
    `system "${system}"`,
  );
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The gate has no ${what}.`);
  return value;
}
