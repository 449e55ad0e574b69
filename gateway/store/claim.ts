import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../error";

export function tablesFolder(stateDir: string): string {
  return join(stateDir, "tables");
}

/**
 * Makes sure that the tables can be opened: the store itself opens them when it is first used, and would end
 * the process where it cannot.
 *
 * @throws {GateError} `state-in-use`, `store-failed`
 */
export async function claimTables(stateDir: string): Promise<void> {
  const path = tablesFolder(stateDir);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const failed = await tryOpen(path);
  if (failed === "in use") throw stateInUse(stateDir);
  if (failed !== undefined)
    throw new GateError("store-failed", `The tables in ${path} cannot be opened: start anew with --fresh.`, {
      cause: failed,
    });
}

/**
 * Before the state is thrown away: it must not be a running gate's.
 *
 * @throws {GateError} `state-in-use`
 */
export async function refuseStateInUse(stateDir: string): Promise<void> {
  const path = tablesFolder(stateDir);
  if (existsSync(path) && (await tryOpen(path)) === "in use") throw stateInUse(stateDir);
}

/** Opens and closes the LevelDB of the tables, which one process at a time can have open. */
async function tryOpen(path: string): Promise<undefined | "in use" | Error> {
  const { Level } = await import("level");
  const database = new Level(path);
  try {
    await database.open();
    await database.close();
    return undefined;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === "LEVEL_LOCKED" ? "in use" : (error as Error);
  }
}

function stateInUse(stateDir: string): GateError {
  return new GateError("state-in-use", `Another gate is running on the state in ${stateDir}: stop it first.`);
}
