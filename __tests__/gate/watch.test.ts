/** One edited line in access/routes.ts shows at the gate, without a restart and without new passwords. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callersOf } from "../../cli/demo/callers";
import { copyProject, type RunningGate, startGateCommand, temporaryFolder } from "./command";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const project = join(folder, "project");
const routes = join(project, "access/routes.ts");
let gate: RunningGate;

beforeAll(async () => {
  copyProject(project);
  gate = await startGateCommand([], { cwd: project });
});
afterAll(async () => {
  await gate.stop();
  rmSync(folder, { recursive: true });
});

/** Waits for a line on stderr that was not there before. */
async function said(pattern: RegExp, from: number): Promise<string> {
  for (let i = 0; i < 300; i++) {
    const line = gate
      .stderr()
      .slice(from)
      .split("\n")
      .find((text) => pattern.test(text));
    if (line !== undefined) return line;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Not said within 15 s: ${pattern}. Said: ${gate.stderr().slice(from)}`);
}

function addPet(role: string): Promise<Response> {
  const request = { verb: "POST", url: `${gate.description.url}/pets`, body: '{"name":"Rex"}' };
  return callersOf(gate.description).send(request, { kind: "signed", by: { role } }, false);
}

test("a customer may add pets as soon as the route says so, and no longer than that", async () => {
  const declared = readFileSync(routes, "utf8");
  expect((await addPet("user")).status).toBe(403);

  let from = gate.stderr().length;
  writeFileSync(
    routes,
    declared.replace(
      '"POST /pets": { lock: "iam", roles: ["admin"]',
      '"POST /pets": { lock: "iam", roles: ["user", "admin"]',
    ),
  );
  await said(/served anew/, from);
  expect((await addPet("user")).status).toBe(201);

  from = gate.stderr().length;
  writeFileSync(routes, declared);
  await said(/served anew/, from);
  expect((await addPet("user")).status).toBe(403);
});

test("a change that cannot be synthesized is said, and the gate goes on with what it had", async () => {
  const declared = readFileSync(routes, "utf8");
  const from = gate.stderr().length;
  writeFileSync(
    routes,
    declared.replace('roles: ["admin"], handler: "pets"', 'roles: ["owner"], handler: "pets"'),
  );
  expect(await said(/owner/, from)).toContain('admits "owner", which is not declared');
  expect((await addPet("admin")).status).toBe(201);
});
