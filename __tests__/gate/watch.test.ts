/** A running gate enforces what is saved, without a restart and without new passwords. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callersOf } from "../../cli/demo/callers";
import { copyProject, type RunningGate, startGateCommand, temporaryFolder } from "./command";

jest.setTimeout(180_000);

const folder = temporaryFolder();
const project = join(folder, "project");
const routes = join(project, "access/routes.ts");
let gate: RunningGate;
let declared: string;

beforeAll(async () => {
  copyProject(project);
  declared = readFileSync(routes, "utf8");
  gate = await startGateCommand([], { cwd: project });
});
afterAll(async () => {
  await gate.stop();
  rmSync(folder, { recursive: true });
});

/** Waits for a line on stderr that was not there before. */
async function said(pattern: RegExp, from: number, by = gate): Promise<string> {
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

/** Does it, and waits until it is served. */
async function served(save: () => void, by = gate): Promise<void> {
  const from = by.stderr().length;
  save();
  await said(/served anew/, from, by);
}

function addPet(role: string, by = gate): Promise<Response> {
  const request = { verb: "POST", url: `${by.description.url}/pets`, body: '{"name":"Rex"}' };
  return callersOf(by.description).send(request, { kind: "signed", by: { role } }, false);
}

function withPetsAddedBy(roles: string): string {
  return declared.replace(
    '"POST /pets": { lock: "iam", roles: ["admin"]',
    `"POST /pets": { lock: "iam", roles: ${roles}`,
  );
}

function saveByRename(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

test("the log names the environment that is synthesized, and where", async () => {
  expect(gate.stderr()).toMatch(/^Synthesizing the environment "dev" into cdktf\.out\.$/m);
});

test("a right that is removed is gone, whether the file is saved in place or by rename", async () => {
  expect((await addPet("user")).status).toBe(403);
  for (const _ of [1, 2]) {
    await served(() => saveByRename(routes, withPetsAddedBy('["user", "admin"]')));
    expect((await addPet("user")).status).toBe(201);
    await served(() => writeFileSync(routes, declared));
    expect((await addPet("user")).status).toBe(403);
  }
  // What was said at the start and is still so is not said again.
  expect(gate.stderr().match(/^Warning: .*anyone may sign up/gm)).toHaveLength(1);
});

test("files that the app imports are followed in any folder, from when it imports them", async () => {
  const more = join(folder, "more", "who.ts");
  mkdirSync(join(folder, "more"));
  const from = gate.stderr().length;
  writeFileSync(routes, `import { who } from "../../more/who";\n${withPetsAddedBy("[...who]")}`);
  // The file is not there yet: it is said, and making it mends it.
  expect(await said(/who/, from)).toContain('Could not resolve "../../more/who"');
  await served(() => writeFileSync(more, 'export const who = ["user", "admin"] as const;\n'));
  expect((await addPet("user")).status).toBe(201);
  // A file that no synth has loaded to its end is followed as well.
  const broken = gate.stderr().length;
  writeFileSync(more, 'import "./another";\nexport const who = ["user", "admin"] as const;\n');
  await said(/another/, broken);
  writeFileSync(join(folder, "more", "another.ts"), "export const wrong = ;\n");
  await said(/Unexpected/, broken);
  await served(() => writeFileSync(join(folder, "more", "another.ts"), ""));
  await served(() => saveByRename(more, 'export const who = ["admin"] as const;\n'));
  expect((await addPet("user")).status).toBe(403);
  await served(() => writeFileSync(routes, declared));
});

test("a synth that does not end is stopped when a file is saved", async () => {
  const from = gate.stderr().length;
  writeFileSync(routes, `${declared}\nwhile (true);\n`);
  expect(JSON.parse(await said(/"stale"/, from))).toMatchObject({ because: "running" });
  writeFileSync(routes, withPetsAddedBy('["user", "admin"]'));
  await said(/The synth did not end in time, and was stopped/, from);
  await said(/served anew/, from);
  expect((await addPet("user")).status).toBe(201);
  await served(() => writeFileSync(routes, declared));
});

test("a function's files are followed", async () => {
  const index = join(project, "functions/pets/index.ts");
  const before = readFileSync(index, "utf8");
  await served(() => saveByRename(index, `${before}\nconsole.log("the new pets");\n`));
  const from = gate.stderr().length;
  expect((await addPet("admin")).status).toBe(201);
  await said(/the new pets/, from);
  await served(() => writeFileSync(index, before));
});

test("the log names a change that cannot be synthesized, each call that an older declaration answers, and what is stale", async () => {
  const from = gate.stderr().length;
  writeFileSync(
    routes,
    declared.replace('roles: ["admin"], handler: "pets"', 'roles: ["owner"], handler: "pets"'),
  );
  expect(await said(/owner/, from)).toContain('"owner"');
  expect((await addPet("admin")).status).toBe(201);
  const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  expect(JSON.parse(await said(/answered-by-older/, from))).toEqual({
    event: "answered-by-older",
    verb: "POST",
    path: "/dev/pets",
    status: 201,
    since,
    because: "failed",
  });
  expect(JSON.parse(await said(/"stale"/, from))).toEqual({
    event: "stale",
    since,
    // On a slow machine the synth itself takes as long.
    because: expect.stringMatching(/^(failed|running)$/),
    files: ["access/routes.ts"],
  });
  await served(() => writeFileSync(routes, declared));
  const later = gate.stderr().length;
  expect((await addPet("admin")).status).toBe(201);
  await said(/POST \/dev\/pets 201/, later);
  expect(gate.stderr().slice(later)).not.toContain("older");
});

test("a folder that is served without synthesizing may be replaced as a whole", async () => {
  const output = join(folder, "output");
  cpSync(join(project, "cdktf.out"), output, { recursive: true });
  const other = await startGateCommand(["--from", output, "--state", join(folder, "other")], { cwd: folder });
  const replace = (role: string) => {
    cpSync(output, `${output}.next`, { recursive: true });
    const stack = join(`${output}.next`, "stacks/routes/cdk.tf.json");
    const text = readFileSync(stack, "utf8");
    const method = JSON.parse(text);
    method.resource.aws_api_gateway_method.api_POST_pets_method.authorization = role;
    writeFileSync(stack, JSON.stringify(method));
    rmSync(output, { recursive: true });
    renameSync(`${output}.next`, output);
  };
  const anyone = async () =>
    (await fetch(`${other.description.url}/pets`, { method: "POST", body: "{}" })).status;
  try {
    await served(() => replace("NONE"), other);
    expect(await anyone()).not.toBe(403);
    await served(() => replace("AWS_IAM"), other);
    expect(await anyone()).toBe(403);
  } finally {
    await other.stop();
  }
});

test("for an app that gatehouse does not run, the whole project is followed", async () => {
  const own = join(folder, "own");
  mkdirSync(join(own, "data"), { recursive: true });
  cpSync(join(project, "cdktf.out"), join(own, ".made"), { recursive: true });
  writeFileSync(join(own, "cdktf.json"), '{"app":"node app.js","language":"typescript"}');
  writeFileSync(join(own, "data/lock.txt"), "AWS_IAM");
  writeFileSync(
    join(own, "app.js"),
    `const { cpSync, readFileSync, writeFileSync } = require("node:fs");
    const to = process.env.CDKTF_OUTDIR;
    cpSync(".made", to, { recursive: true });
    const file = to + "/stacks/routes/cdk.tf.json";
    const stack = JSON.parse(readFileSync(file, "utf8"));
    stack.resource.aws_api_gateway_method.api_POST_pets_method.authorization = readFileSync("data/lock.txt", "utf8");
    writeFileSync(file, JSON.stringify(stack));`,
  );
  const other = await startGateCommand([], { cwd: own });
  const anyone = async () =>
    (await fetch(`${other.description.url}/pets`, { method: "POST", body: "{}" })).status;
  try {
    expect(await anyone()).toBe(403);
    await served(() => saveByRename(join(own, "data/lock.txt"), "NONE"), other);
    expect(await anyone()).not.toBe(403);
    await served(() => writeFileSync(join(own, "data/lock.txt"), "AWS_IAM"), other);
    expect(await anyone()).toBe(403);
  } finally {
    await other.stop();
  }
});
