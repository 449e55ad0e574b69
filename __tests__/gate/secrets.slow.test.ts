/**
 * Secrets through the running gate: what callers send wherever a secret can stand, and what the gate hands out. None
 * of it may be in what the gate writes, in the answer to another call, or in the state folder.
 */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { routes } from "../../access/routes";
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

const planted: string[] = [];
function plant(what: string): string {
  const canary = `canary-${what}-${planted.length}-x9q7`;
  planted.push(canary);
  return canary;
}

/** A token is secret as a whole and in each of its parts; what is public of it, its header, is left out. */
function secretsOf(token: string): readonly string[] {
  const parts = token.split(".");
  return parts.length === 1 ? [token] : parts.slice(1).filter((part) => part.length > 20);
}

/** One call of the user pool or the identity pool, as an SDK sends it. */
async function aws(target: string, body: object): Promise<{ status: number; text: string }> {
  const response = await fetch(gate.description.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": target,
      authorization: plant("signature"),
      cookie: plant("cookie"),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

const POOL = "AWSCognitoIdentityProviderService";
const IDENTITIES = "AWSCognitoIdentityService";

const handedOut: string[] = [];

/** Signs all users in. Everything that they get is a secret from now on. */
async function signInAll() {
  const { description } = gate;
  const Logins = (token: string) => ({ [description.issuer?.replace("https://", "") ?? ""]: token });
  const all = [];
  for (const { username, password } of description.users) {
    const signedIn = await aws(`${POOL}.InitiateAuth`, {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: description.scriptClientId,
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
    expect(signedIn.status).toBe(200);
    const { IdToken, AccessToken, RefreshToken } = JSON.parse(signedIn.text).AuthenticationResult;
    const logins = Logins(IdToken);
    const { IdentityId } = JSON.parse(
      (await aws(`${IDENTITIES}.GetId`, { IdentityPoolId: description.identityPoolId, Logins: logins })).text,
    );
    const { Credentials } = JSON.parse(
      (await aws(`${IDENTITIES}.GetCredentialsForIdentity`, { IdentityId, Logins: logins })).text,
    );
    handedOut.push(...[IdToken, AccessToken, RefreshToken].flatMap(secretsOf));
    handedOut.push(Credentials.SecretKey, Credentials.SessionToken);
    all.push({ idToken: IdToken as string, accessToken: AccessToken as string, credentials: Credentials });
  }
  return all;
}

/** Every place of a request in which a client can send a secret, besides the one that its lock looks at. */
const besides = () => ({
  cookie: plant("cookie"),
  "user-agent": plant("agent"),
  "x-amz-security-token": plant("session"),
  "idempotency-key": plant("idempotency"),
  "proxy-authorization": plant("proxy"),
  referer: `http://localhost/?token=${plant("referer")}`,
});

test("nothing of a secret is in a log line, in another call's answer or in the state folder", async () => {
  const { url, region, users, apiKeys, systems } = gate.description;
  const answers: string[] = [];
  const say = async (response: Response) => void answers.push(`${response.status} ${await response.text()}`);

  for (const { username } of users) {
    const wrong = { USERNAME: username, PASSWORD: plant("password"), SECRET_HASH: plant("hash") };
    for (const AuthFlow of ["USER_PASSWORD_AUTH", "USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "NO_SUCH_FLOW"]) {
      const AuthParameters = { ...wrong, SRP_A: plant("srp"), REFRESH_TOKEN: plant("refresh") };
      const ClientId = gate.description.scriptClientId;
      answers.push((await aws(`${POOL}.InitiateAuth`, { AuthFlow, ClientId, AuthParameters })).text);
    }
  }
  const badLogins = { [plant("provider")]: plant("login") };
  answers.push(
    (await aws(`${IDENTITIES}.GetId`, { IdentityPoolId: "eu-west-1:none", Logins: badLogins })).text,
  );

  const signedIn = await signInAll();
  const calls = Object.keys(routes).map((route) => route.split(" ") as [string, string]);
  for (const [verb, path] of calls) {
    const address = `${url}${path.replace(/\{\w+\+?\}/g, "7")}`;
    const send = async (headers: Record<string, string>) =>
      say(
        await fetch(`${address}?access_token=${plant("query")}`, {
          method: verb,
          headers: { ...besides(), ...headers },
          ...(!["GET", "HEAD"].includes(verb) && { body: JSON.stringify({ password: plant("body") }) }),
        }),
      );
    await send({ authorization: `Bearer ${plant("token")}`, "x-api-key": plant("key") });
    await send({ authorization: `Basic ${plant("basic")}` });
    await send({
      authorization: `AWS4-HMAC-SHA256 Credential=${plant("credential")}, Signature=${plant("v4")}`,
    });
    for (const { idToken, accessToken, credentials } of signedIn) {
      const key = apiKeys[0]?.value ?? "";
      await send({ authorization: `Bearer ${idToken}`, "x-api-key": key });
      await send({ authorization: `Bearer ${accessToken}`, "x-api-key": key });
      const signer = new AwsClient({
        accessKeyId: credentials.AccessKeyId,
        secretAccessKey: credentials.SecretKey,
        sessionToken: credentials.SessionToken,
        service: "execute-api",
        region,
        retries: 0,
      });
      const { "x-amz-security-token": _, ...headers } = besides();
      await say(await signer.fetch(address, { method: verb, headers }));
    }
  }

  const written = gate.stderr();
  // Without this, a gate that wrote nothing, or wrote it elsewhere, would pass.
  expect(written.split("\n").length).toBeGreaterThan(calls.length * (3 + 3 * users.length));
  const generated = [
    ...users.map(({ password }) => password ?? ""),
    ...apiKeys.map(({ value }) => value),
    ...systems.map(({ secretAccessKey }) => secretAccessKey),
  ];
  expect(generated.length).toBeGreaterThanOrEqual(4);
  expect(planted.length).toBeGreaterThan(100);
  const leaked = (text: string, secrets: readonly string[]) => secrets.filter((one) => text.includes(one));
  expect(leaked(written, [...planted, ...handedOut, ...generated])).toEqual([]);
  expect(leaked(answers.join("\n"), [...planted, ...handedOut, ...generated])).toEqual([]);

  // What the gate made for its users to use lies in one file, which only its owner can read.
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  expect(paths).toContain(join(state, "secrets.json"));
  for (const path of paths) {
    const text = readFileSync(path, "latin1");
    expect({ path, leaked: leaked(text, [...planted, ...handedOut]) }).toEqual({ path, leaked: [] });
    if (leaked(text, generated).length > 0) {
      expect({ path, mode: statSync(path).mode & 0o777 }).toEqual({
        path: join(state, "secrets.json"),
        mode: 0o600,
      });
    }
  }
});
