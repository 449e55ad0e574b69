import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGateCommand } from "./command";
import { addPet, answered, said, saveByRename, served, watchedProject, withPetsAddedBy } from "./watched";

/** Which files a running gate follows, and how they may change. */

jest.setTimeout(180_000);

const watched = watchedProject();

test("files that the app imports are followed in any folder, from when it imports them", async () => {
  const more = join(watched.folder, "more", "who.ts");
  mkdirSync(join(watched.folder, "more"));
  const from = watched.gate.stderr().length;
  writeFileSync(
    watched.routes,
    `import { who } from "../../more/who";\n${withPetsAddedBy("[...who]", watched.declared)}`,
  );
  // The file is not there yet: it is said, and making it mends it.
  expect(await said(/who/, from, watched.gate)).toContain('Could not resolve "../../more/who"');
  await served(() => writeFileSync(more, 'export const who = ["user", "admin"] as const;\n'), watched.gate);
  await answered(
    (status) => status === 201,
    () => addPet("user", watched.gate),
  );
  // A file that no synth has loaded to its end is followed as well.
  const broken = watched.gate.stderr().length;
  writeFileSync(more, 'import "./another";\nexport const who = ["user", "admin"] as const;\n');
  await said(/another/, broken, watched.gate);
  writeFileSync(join(watched.folder, "more", "another.ts"), "export const wrong = ;\n");
  await said(/Unexpected/, broken, watched.gate);
  await served(() => writeFileSync(join(watched.folder, "more", "another.ts"), ""), watched.gate);
  await served(() => saveByRename(more, 'export const who = ["admin"] as const;\n'), watched.gate);
  await answered(
    (status) => status === 403,
    () => addPet("user", watched.gate),
  );
  await served(() => writeFileSync(watched.routes, watched.declared), watched.gate);
});

test("a synth that does not end is stopped when a file is saved", async () => {
  const from = watched.gate.stderr().length;
  writeFileSync(watched.routes, `${watched.declared}\nwhile (true);\n`);
  expect(JSON.parse(await said(/"stale"/, from, watched.gate))).toMatchObject({ because: "running" });
  writeFileSync(watched.routes, withPetsAddedBy('["user", "admin"]', watched.declared));
  await said(/The synth did not end in time, and was stopped/, from, watched.gate);
  await said(/served anew/, from, watched.gate);
  await answered(
    (status) => status === 201,
    () => addPet("user", watched.gate),
  );
  await served(() => writeFileSync(watched.routes, watched.declared), watched.gate);
});

test("a folder that is served without synthesizing may be replaced as a whole", async () => {
  const output = join(watched.folder, "output");
  cpSync(join(watched.project, "cdktf.out"), output, { recursive: true });
  const other = await startGateCommand(["--from", output, "--state", join(watched.folder, "other")], {
    cwd: watched.folder,
  });
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
  const anyone = () => fetch(`${other.description.url}/pets`, { method: "POST", body: "{}" });
  try {
    const from = other.stderr().length;
    await served(() => replace("NONE"), other);
    await said(/^ {2}POST \/pets: everybody may now call it/, from, other);
    await answered((status) => status !== 403, anyone);
    await served(() => replace("AWS_IAM"), other);
    await answered((status) => status === 403, anyone);
  } finally {
    await other.stop();
  }
});

test("for an app that gatehouse does not run, the whole project is followed", async () => {
  const own = join(watched.folder, "own");
  mkdirSync(join(own, "data"), { recursive: true });
  cpSync(join(watched.project, "cdktf.out"), join(own, ".made"), { recursive: true });
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
  const anyone = () => fetch(`${other.description.url}/pets`, { method: "POST", body: "{}" });
  try {
    expect((await anyone()).status).toBe(403);
    await served(() => saveByRename(join(own, "data/lock.txt"), "NONE"), other);
    await answered((status) => status !== 403, anyone);
    await served(() => writeFileSync(join(own, "data/lock.txt"), "AWS_IAM"), other);
    await answered((status) => status === 403, anyone);
  } finally {
    await other.stop();
  }
});
