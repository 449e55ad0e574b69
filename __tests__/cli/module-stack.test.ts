import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { module } from "../../cli/commands/module";
import { outputOf, removeFolders } from "./captured";

/** Which stack is written as a module, and the error if that is not clear. */

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "module-stack-"));
  writeFileSync(join(project, "cdktf.json"), JSON.stringify({ app: "true" }));
  jest.spyOn(process, "cwd").mockReturnValue(project);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(project, { recursive: true });
});
afterAll(removeFolders);

const writeSettings = (...stacks: string[]) =>
  writeFileSync(
    join(project, "gatehouse.json"),
    JSON.stringify({ modules: Object.fromEntries(stacks.map((name) => [name, {}])) }),
  );

test("where several stacks have modules, they are named, and the synth that comes first", async () => {
  writeSettings("routes-prod", "api-prod");
  await expect(module([join(project, "out")])).rejects.toMatchObject({
    code: "STACK_MISSING",
    message: expect.stringMatching(
      /--stack NAME: .* modules of routes-prod, api-prod\. .*"npx .*gatehouse synth --environment prod"/,
    ),
  });
});

test("a stack of another environment than the last synth's is not found, and the message says what to run", async () => {
  writeSettings("api-prod");
  const from = outputOf({});
  await expect(module([join(project, "out"), "--from", from])).rejects.toMatchObject({
    code: "STACK_UNKNOWN",
    message: expect.stringMatching(
      /No stack "api-prod" in .*; there are shop\. .*"npx .*gatehouse synth --environment prod"/,
    ),
  });
});
