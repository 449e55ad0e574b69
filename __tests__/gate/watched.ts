import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callersOf } from "../../cli/demo/callers";
import { copyProject, type RunningGate, startGateCommand, temporaryFolder } from "./command";

/** A gate that follows the files of a copy of the project. */
export interface WatchedProject {
  readonly folder: string;
  readonly project: string;
  /** `access/routes.ts` of the copy, and its content at first. */
  readonly routes: string;
  readonly declared: string;
  readonly gate: RunningGate;
}

/** Starts one for the tests of a file. */
export function watchedProject(): WatchedProject {
  const folder = temporaryFolder();
  const project = join(folder, "project");
  const routes = join(project, "access/routes.ts");
  let gate: RunningGate;
  let declared = "";
  beforeAll(async () => {
    copyProject(project);
    declared = readFileSync(routes, "utf8");
    gate = await startGateCommand([], { cwd: project });
  });
  afterAll(async () => {
    await gate.stop();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    project,
    routes,
    get declared() {
      return declared;
    },
    get gate() {
      return gate;
    },
  };
}

/** Waits for a line on stderr that was not there before. */
export async function said(pattern: RegExp, from: number, by: RunningGate): Promise<string> {
  // A busy machine takes its time; what is said at once is found at once.
  for (let i = 0; i < 1_200; i++) {
    const line = by
      .stderr()
      .slice(from)
      .split("\n")
      .find((text) => pattern.test(text));
    if (line !== undefined) return line;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Not said within 60 s: ${pattern}. Said: ${by.stderr().slice(from)}`);
}

/** Saves a change, and waits until it is served. */
export async function served(save: () => void, by: RunningGate): Promise<void> {
  const from = by.stderr().length;
  save();
  await said(/served anew/, from, by);
}

/**
 * Repeats a call until its status is the expected one. A file that is written while it is read is served twice, so "served
 * anew" may be about the save before the last.
 */
export async function answered(isExpected: (status: number) => boolean, call: () => Promise<Response>) {
  for (let i = 0; i < 1_200; i++) {
    const { status } = await call();
    if (isExpected(status)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("The call was not answered as expected within 60 s.");
}

export function addPet(role: string, by: RunningGate): Promise<Response> {
  const request = { verb: "POST", url: `${by.description.url}/pets`, body: '{"name":"Rex"}' };
  return callersOf(by.description).send(request, { kind: "signed", by: { role } }, false);
}

/** The declaration with other roles for POST /pets. */
export function withPetsAddedBy(roles: string, declared: string): string {
  return declared.replace(
    '"POST /pets": { lock: "iam", roles: ["admin"]',
    `"POST /pets": { lock: "iam", roles: ${roles}`,
  );
}

export function saveByRename(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
