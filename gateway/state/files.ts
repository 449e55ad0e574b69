import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { GateError } from "../error";

/**
 * Reads a state file of the gate.
 *
 * @returns `undefined` where there is none yet.
 * @throws {GateError} `STATE_BROKEN`, when it is there and is not what the gate writes.
 */
export function readState<T>(file: string, isValid: (value: unknown) => value is T): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // Its content may be intact, so the message does not advise to remove it.
    throw new GateError(
      "STATE_BROKEN",
      `The state file ${file} cannot be read: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw broken(file, error);
  }
  if (!isValid(value)) throw broken(file);
  return value;
}

/** Writes a state file atomically, readable by its owner only. */
export function writeState(file: string, value: unknown): void {
  writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Writes a text atomically, readable by its owner only. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: "wx" });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function broken(file: string, cause?: unknown): GateError {
  return new GateError(
    "STATE_BROKEN",
    `The state file ${file} cannot be read: remove it, or start anew with --fresh.`,
    { cause },
  );
}
