import { basename, dirname, join, resolve } from "node:path";
import { type RunningGate, readRunning } from "../gateway/state/running";
import { UsageError } from "./error";
import { projectAt } from "./sources/project";

/** The state folder of a gate: that which --state names, or the project's, or without a project this folder's. */
export function stateDirOf(given: string | undefined): string {
  return resolve(given ?? join(rootHere(), ".gatehouse"));
}

/**
 * The gate that runs on a state folder.
 *
 * @param otherwise what else to do, for the message
 * @throws UsageError `GATE_NOT_RUNNING`
 */
export function runningGate(stateDir: string, otherwise: string): RunningGate {
  const running = readRunning(stateDir);
  if (running !== undefined) return running;
  throw new UsageError(
    "GATE_NOT_RUNNING",
    // The folder is told whole: most often it is the wrong one.
    `No gate runs on the state ${basename(stateDir)} in the folder ${dirname(stateDir)}; expected one that "gatehouse start" (in a clone, "npm start") has started. ${otherwise}`,
  );
}

/** As `gatehouse start` has it. */
function rootHere(): string {
  try {
    return projectAt(process.cwd()).root;
  } catch (error) {
    if (error instanceof UsageError && error.code === "NO_PROJECT") return process.cwd();
    throw error;
  }
}
