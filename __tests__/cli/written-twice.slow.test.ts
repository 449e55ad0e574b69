import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyProject, run, temporaryFolder } from "../gate/command";

/** What is written twice: the compiler refuses it, and the synth, which runs no compiler, must as well. */

jest.setTimeout(60_000);

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [
    "a route",
    "access/routes.ts",
    '"GET /products":',
    '"POST /pets": { lock: "public", because: "Copied by mistake", handler: "pets" },\n  "GET /products":',
    /Duplicate key "POST \/pets"/,
  ],
  [
    "a field of a route",
    "access/routes.ts",
    '"POST /account": { lock: "cognito",',
    '"POST /account": { lock: "cognito", roles: ["admin"],',
    /Duplicate key "roles"/,
  ],
  [
    "a setting",
    "stacks/environments.ts",
    'firewall: "off"',
    'firewall: {}, firewall: "off"',
    /Duplicate key "firewall"/,
  ],
])("%s", async (name, file, text, edited, says) => {
  const project = join(folder, name.replaceAll(" ", "-"));
  copyProject(project);
  const path = join(project, file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(text);
  writeFileSync(path, before.replace(text, edited));
  const { status, stderr } = await run(["synth"], { cwd: project });
  expect(stderr).toMatch(says);
  expect(status).toBe(1);
});
