import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { totpCode } from "../../../../gateway/cognito/totp";
import { awsJson } from "../../client";
import { seedKeys } from "../../gates";
import { LOAD_USERS } from "./load-users";

/**
 * A gate under load that is killed (SIGKILL) at 50 random moments and started again. What it acknowledged before holds
 * after: signed-in sessions, rotated and revoked refresh tokens, users' software tokens, counts of wrong passwords.
 */

jest.setTimeout(600_000);

const KILLS = 50;
/** Of each round; the users of another round are others. */
const USERS = 9;
const root = join(__dirname, "../../../..");

let folder = "";
let gate: ChildProcess | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "killed-"));
  await seedKeys(join(folder, "state"));
});
afterAll(() => {
  gate?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<string> {
  const child = spawn(process.execPath, ["cli/run.js", join(__dirname, "gate.ts")], {
    cwd: root,
    env: { ...process.env, STATE: join(folder, "state") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  gate = child;
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return String(line).trim();
}

async function kill(): Promise<void> {
  const ended = gate && once(gate, "exit");
  gate?.kill("SIGKILL");
  await ended;
}

const call = (endpoint: string, operation: string, input: object) =>
  awsJson(endpoint, `AWSCognitoIdentityProviderService.${operation}`, { ClientId: "rotating", ...input });
const signIn = (endpoint: string, USERNAME: string, PASSWORD: string) =>
  call(endpoint, "InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } });
const refresh = (endpoint: string, RefreshToken: string) =>
  call(endpoint, "GetTokensFromRefreshToken", { RefreshToken });
const tokensOf = (json: Record<string, unknown>) =>
  (json.AuthenticationResult ?? {}) as Record<string, string>;

/** What must hold after the gate was killed, each with the moment when it was acknowledged. */
type Check = (endpoint: string) => Promise<void>;

/** One user's life under load; every step that the gate acknowledged leaves a check. */
async function live(endpoint: string, { password, username }: (typeof LOAD_USERS)[number], checks: Check[]) {
  const kept = tokensOf((await signIn(endpoint, username, password)).json);
  if (!kept.RefreshToken) return;
  checks.push(async (at) => {
    expect((await refresh(at, kept.RefreshToken ?? "")).status).toBe(200);
  });
  const first = tokensOf((await signIn(endpoint, username, password)).json);
  const rotated = tokensOf((await refresh(endpoint, first.RefreshToken ?? "")).json);
  if (!rotated.RefreshToken) return;
  checks.push(async (at) => {
    expect((await refresh(at, first.RefreshToken ?? "")).json.__type).toBe("RefreshTokenReuseException");
    expect((await refresh(at, rotated.RefreshToken ?? "")).status).toBe(200);
  });
  const second = tokensOf((await signIn(endpoint, username, password)).json);
  if (!second.RefreshToken) return;
  const revoked = await call(endpoint, "RevokeToken", { Token: second.RefreshToken });
  if (revoked.status === 200)
    checks.push(async (at) => {
      const { json } = await refresh(at, second.RefreshToken ?? "");
      expect(json.message).toBe("Refresh Token has been revoked");
    });
  const { AccessToken } = kept;
  const { json } = await call(endpoint, "AssociateSoftwareToken", { AccessToken });
  const secret = String(json.SecretCode);
  const verified = await call(endpoint, "VerifySoftwareToken", {
    AccessToken,
    UserCode: totpCode(secret, new Date()),
  });
  if (verified.status !== 200) return;
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  const preferred = await call(endpoint, "SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings });
  if (preferred.status === 200)
    checks.push(async (at) => {
      const asked = await signIn(at, username, password);
      expect(asked.json.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    });
}

test(`what was acknowledged holds after each of ${KILLS} kills`, async () => {
  let held = 0;
  let wrong = 0;
  let endpoint = await start();
  for (let round = 0; round < KILLS; round++) {
    const checks: Check[] = [];
    const [cracked, ...others] = LOAD_USERS.slice(round * USERS, (round + 1) * USERS);
    if (cracked === undefined) throw new Error("there are too few users");
    let failures = 0;
    const crack = async () => {
      while (failures < 5) {
        const { json } = await signIn(endpoint, cracked.username, "wrong");
        if (json.message === "Incorrect username or password.") failures++;
      }
    };
    // Every call fails when the gate is killed.
    const load = [crack(), ...others.map((user) => live(endpoint, user, checks))].map((each) =>
      each.catch(() => {}),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await kill();
    await Promise.all(load);
    endpoint = await start();
    for (const check of checks) await check(endpoint);
    held += checks.length;
    wrong += failures;
    // The fifth wrong password locks the name, whenever the first ones were given.
    for (let count = failures; count < 5; count++) await signIn(endpoint, cracked.username, "wrong");
    if (failures === 5) await signIn(endpoint, cracked.username, "wrong");
    const { json } = await signIn(endpoint, cracked.username, cracked.password);
    expect(json.message).toBe("Password attempts exceeded");
  }
  await kill();
  process.stderr.write(`${held} acknowledged changes and ${wrong} counted failures over ${KILLS} kills\n`);
  expect(held).toBeGreaterThan(KILLS);
});
