/** What a job of a workflow has: a workspace with a root of Terraform, and stand-ins for programs. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Programs, programsIn } from "./programs";

export interface Runner {
  readonly programs: Programs;
  /** Has an empty root in `infra`. */
  readonly workspace: string;
  /** A new folder for temporary files. */
  temporary(): string;
}

/** A new runner for each test of the file. Their folders are removed after the last one. */
export function runnerOfEachTest(): () => Runner {
  const folder = mkdtempSync(join(tmpdir(), "runners-"));
  let runner: Runner;
  beforeEach(() => {
    const own = mkdtempSync(join(folder, "run-"));
    const workspace = join(own, "workspace");
    mkdirSync(join(workspace, "infra"), { recursive: true });
    runner = { programs: programsIn(own), workspace, temporary: () => mkdtempSync(join(own, "temp-")) };
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return () => runner;
}
