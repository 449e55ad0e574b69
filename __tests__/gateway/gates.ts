import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gate, type GateOptions, startGate } from "../../gateway";
import { type Installation, loadInstallation } from "../../gateway/state/installation";
import { type OpenStore, openStore, type Store } from "../../gateway/store/store";
import type { ApiModel, DynamoTable } from "../../terraform/model";
import { archives } from "./petstore/handlers";
import { petstoreModel } from "./petstore/model";
import { startHere } from "./worker-here";

/** The builder of gates for tests: over the pet store's model, or over any other. Each has a state of its own. */

export interface RunningGate {
  readonly gate: Gate;
  readonly model: ApiModel;
  readonly stateDir: string;
  /** What it has logged. */
  readonly lines: string[];
  /** Names of the functions that ran since the last time it was asked, in order. */
  ran(): string[];
  /** Serves the changed model from now on. @default the model that it was started with */
  serve(change?: (model: ApiModel) => ApiModel): Promise<void>;
  /** Stops it, and removes the state that was made for it. */
  stop(): Promise<void>;
}

/** A gate over the pet store. Its handlers note that they ran before they do anything else. */
export async function runGate(
  change: (model: ApiModel) => ApiModel = (model) => model,
  options: Partial<GateOptions> = {},
): Promise<RunningGate> {
  const folder = mkdtempSync(join(tmpdir(), "ran-"));
  const file = join(folder, "ran");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const running = await serveModel(change(petstoreModel(file)), {
      readArchive: archives,
      startWorker: startHere,
      stateDir: join(folder, "state"),
      ...options,
    });
    return {
      ...running,
      ran: unseen(() => readLines(file)),
      async stop() {
        await running.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A gate over any model. What runs is told by its record of calls, so triggers of user pools are not among it. */
export async function serveModel(
  model: ApiModel,
  options: Pick<GateOptions, "readArchive"> & Partial<GateOptions>,
): Promise<RunningGate> {
  const folder = options.stateDir === undefined ? mkdtempSync(join(tmpdir(), "gate-")) : undefined;
  const stateDir = options.stateDir ?? join(folder ?? "", "state");
  const remove = () => folder && rmSync(folder, { recursive: true, force: true });
  await seedKeys(stateDir);
  const lines: string[] = [];
  const ran: string[] = [];
  const gate = await startGate({
    model,
    port: 0,
    stateDir,
    log: (line) => lines.push(line),
    openStore: openWhenCalled,
    onCall: ({ invoked }) => ran.push(...invoked.map((arn) => arn.split(":").at(-1) ?? "")),
    ...options,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    gate,
    model,
    stateDir,
    lines,
    ran: unseen(() => ran),
    serve: (change = (same) => same) => gate.reload(change(model)),
    async stop() {
      await gate.stop();
      remove();
    },
  };
}

let keys: Promise<Installation> | undefined;

/** The store, whose process is not started before the first call: few tests make one. */
const openWhenCalled: OpenStore = async (...parameters) => {
  let tables: readonly DynamoTable[] = [];
  let store: Promise<Store> | undefined;
  const open = async () => {
    const opened = await openStore(...parameters);
    await opened.ensure(tables);
    return opened;
  };
  return {
    async call(operation, input) {
      store ??= open();
      return (await store).call(operation, input);
    },
    async ensure(wanted) {
      tables = wanted;
      await (await store)?.ensure(wanted);
    },
    async close() {
      await (await store)?.close();
    },
  };
};

/**
 * RSA keys, which take long to make: one set serves all gates of a test run, in the folder that jest's global setup
 * names. Without it, one set serves the gates of a test file.
 */
export function installationKeys(): Promise<Installation> {
  const shared = process.env.GATEHOUSE_TEST_KEYS;
  keys ??= shared === undefined ? withFolder("gate-keys-", loadInstallation) : loadInstallation(shared);
  return keys;
}

/** Puts keys into a state folder that has none. */
export async function seedKeys(stateDir: string): Promise<void> {
  const file = join(stateDir, "installation.json");
  if (existsSync(file)) return;
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(file, JSON.stringify(await installationKeys()), { mode: 0o600 });
}

async function withFolder<T>(prefix: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The entries of a growing list that were not there the last time. */
function unseen(list: () => readonly string[]): () => string[] {
  let seen = 0;
  return () => {
    const all = list();
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh;
  };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
}
