import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedKeys } from "../../gates";
import { countedCalls, type KilledGate, metered, Refused, signIn } from "./calls";
import { type Check, LIVES, type LoadUser } from "./lives";
import { LOAD_USERS } from "./load-users";

/**
 * A gate under load that is killed (SIGKILL) at 50 random moments and started again. What it acknowledged before holds
 * after: users, sessions, revocations, factors, and counts of wrong passwords and of calls against a quota.
 */

jest.setTimeout(900_000);

const KILLS = 50;
/** Of the time that all lives take on this machine: a gate lives so long under load at most. */
const LATEST = 1.2;
/** Callers of the metered method at the same time. */
const CALLERS = 3;
/** Of each round, one for each life and one whose password is guessed; the users of another round are others. */
const USERS = Object.keys(LIVES).length + 1;
const root = join(__dirname, "../../../..");

let folder = "";
let child: ChildProcess | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "killed-"));
  await seedKeys(join(folder, "state"));
});
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<KilledGate> {
  child = spawn(process.execPath, ["cli/run.js", join(__dirname, "gate.ts")], {
    cwd: root,
    env: { ...process.env, STATE: join(folder, "state") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return JSON.parse(String(line)) as KilledGate;
}

async function kill(): Promise<void> {
  const ended = child && once(child, "exit");
  child?.kill("SIGKILL");
  await ended;
}

/** Guesses a password until the name is locked. */
async function guess(gate: KilledGate, username: string, seen: { failures: number }): Promise<void> {
  while (seen.failures < 5) {
    const { json } = await signIn(gate, username, "wrong");
    if (json.message === "Incorrect username or password.") seen.failures++;
  }
}

async function callMetered(gate: KilledGate, seen: { calls: number }): Promise<void> {
  for (;;) if ((await metered(gate)) === 200) seen.calls++;
}

interface Load {
  readonly guessed: LoadUser;
  readonly seen: { failures: number; calls: number };
  readonly lives: readonly {
    readonly name: string;
    readonly checks: readonly Check[];
    readonly end: Promise<unknown>;
  }[];
  /** Resolves when the gate was killed. */
  readonly end: Promise<unknown>;
}

/** Begins the load of a round. Every call fails when the gate is killed. */
function begin(gate: KilledGate, round: number): Load {
  const [guessed, ...users] = LOAD_USERS.slice(round * USERS, (round + 1) * USERS);
  const seen = { failures: 0, calls: 0 };
  const lives = Object.entries(LIVES).map(([name, live], i) => {
    const checks: Check[] = [];
    return { name, checks, end: settled(live(gate, users[i] as LoadUser, checks)) };
  });
  const others = [
    guess(gate, (guessed as LoadUser).username, seen),
    ...Array.from({ length: CALLERS }, () => callMetered(gate, seen)),
  ];
  const end = Promise.all([...lives.map((life) => life.end), ...others.map(settled)]);
  return { guessed: guessed as LoadUser, seen, lives, end };
}

const settled = (promise: Promise<unknown>) =>
  promise.catch((error: Error) => {
    if (error instanceof Refused) throw error;
  });

/** Milliseconds that all lives take. */
async function timeOfLives(gate: KilledGate): Promise<number> {
  const begun = performance.now();
  const load = begin(gate, KILLS);
  await Promise.all(load.lives.map(({ end }) => end));
  const time = performance.now() - begun;
  await kill();
  await load.end;
  return time;
}

test(`what was acknowledged holds after each of ${KILLS} kills`, async () => {
  const held = new Map<string, number>();
  let wrong = 0;
  let calls = 0;
  const latest = LATEST * (await timeOfLives(await start()));
  let gate = await start();
  for (let round = 0; round < KILLS; round++) {
    const before = await countedCalls(gate);
    const { end, guessed, lives, seen } = begin(gate, round);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * latest));
    await kill();
    await end;
    gate = await start();
    for (const { checks, name } of lives) {
      for (const check of checks) await check(gate);
      held.set(name, (held.get(name) ?? 0) + checks.length);
    }
    // A call that was under way may have been counted and not answered.
    const counted = (await countedCalls(gate)) - before;
    expect(counted).toBeGreaterThanOrEqual(seen.calls);
    expect(counted).toBeLessThanOrEqual(seen.calls + CALLERS);
    calls += seen.calls;
    wrong += seen.failures;
    // The fifth wrong password locks the name, whenever the first ones were given.
    for (let count = seen.failures; count < 5; count++) await signIn(gate, guessed.username, "wrong");
    if (seen.failures === 5) await signIn(gate, guessed.username, "wrong");
    const { json } = await signIn(gate, guessed.username, guessed.password);
    expect(json.message).toBe("Password attempts exceeded");
  }
  await kill();
  const text = [...held].map(([name, count]) => `${count} of ${name}`).join(", ");
  process.stderr.write(
    `Over ${KILLS} kills within ${Math.round(latest)} ms: ${text}; ${wrong} wrong passwords and ${calls} metered calls\n`,
  );
  for (const [name, count] of held) expect([name, count > 0]).toEqual([name, true]);
  expect(wrong).toBeGreaterThan(0);
  expect(calls).toBeGreaterThan(0);
});
