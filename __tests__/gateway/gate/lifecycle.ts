import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GateError, GateOptions } from "../../../gateway";
import { type RunningGate, runGate } from "../gates";

/** For tests that start gates on one state folder, one after the other. */
export interface Lifecycle {
  /** The state folder, another one for each test. */
  readonly folder: string;
  run(...args: Parameters<typeof runGate>): Promise<RunningGate>;
  stop(running: RunningGate): Promise<void>;
  /** The message of the error that a start ends in; the code must be as expected. */
  failure(code: GateError["code"], ...args: Parameters<typeof runGate>): Promise<string>;
}

/** @param shared options of all its gates */
export function lifecycle(shared: Partial<GateOptions> = {}): Lifecycle {
  let folder = "";
  const open: RunningGate[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gate-state-"));
  });
  afterEach(async () => {
    for (const running of open.splice(0)) await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const run: Lifecycle["run"] = async (change, options) => {
    const running = await runGate(change, { stateDir: folder, ...shared, ...options });
    open.push(running);
    return running;
  };
  return {
    get folder() {
      return folder;
    },
    run,
    async stop(running) {
      open.splice(open.indexOf(running), 1);
      await running.stop();
    },
    async failure(code, ...args) {
      const error = await run(...args).catch((reason: GateError) => reason);
      expect(error).toMatchObject({ name: "GateError", code });
      return (error as GateError).message;
    },
  };
}
