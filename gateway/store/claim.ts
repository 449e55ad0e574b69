import { existsSync } from "node:fs";
import { join } from "node:path";
import { GateError } from "../error";
import { readRunning } from "../state/running";

export function tablesFolder(stateDir: string): string {
  return join(stateDir, "tables");
}

/**
 * Checks, before the state is removed, that no running gate has the LevelDB of its tables open.
 *
 * @throws {GateError} `STATE_IN_USE`
 */
export async function refuseStateInUse(stateDir: string): Promise<void> {
  const path = tablesFolder(stateDir);
  if (!existsSync(path)) return;
  const { Level } = require("level") as typeof import("level");
  const database = new Level(path);
  try {
    await database.open();
    await database.close();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === "LEVEL_LOCKED") throw stateInUse(stateDir);
  }
}

export function stateInUse(stateDir: string): GateError {
  const running = readRunning(stateDir);
  const at = running ? `, at ${running.endpoint}` : "";
  return new GateError(
    "STATE_IN_USE",
    `Another gate is running on the state in ${stateDir}${at}: stop it first, or give --state DIR.`,
  );
}
