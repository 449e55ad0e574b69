import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNamed } from "../../stacks/environment-named";
import { copyProject, gatehouse, run, startGateCommand, temporaryFolder } from "../gate/command";
import { synthesize } from "../stacks/synthesized";

/** The command as a process: its exit status, its streams and its signals, and what it says of the app that it runs. */

jest.setTimeout(60_000);

const folder = temporaryFolder();
const output = join(folder, "cdktf.out");
beforeAll(() => synthesize(output, environmentNamed("dev")));
afterAll(() => rmSync(folder, { recursive: true }));

test("an error of usage is one line on stderr, and the exit status 2", async () => {
  expect(await run(["serve"])).toEqual({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(/^gatehouse: No command "serve"; there are start, .*\n$/),
  });
});

test("a reader that closes its end of the pipe early is no error", () => {
  const [node, script] = [process.execPath, join(__dirname, "../../cli/bin.js")];
  const { stderr, stdout } = spawnSync(
    "sh",
    ["-c", '"$1" "$2" access "$3" --format json | head -n 1', "sh", node, script, output],
    { encoding: "utf8" },
  );
  expect({ stderr, stdout }).toEqual({ stderr: expect.not.stringContaining("EPIPE"), stdout: "{\n" });
});

test("an environment that there is not", async () => {
  const { status, stderr } = await run(["synth", "--environment", "staging"]);
  // Only the app knows its environments, so it is an error of the app.
  expect(status).toBe(1);
  expect(stderr).toMatch(/^gatehouse: .*"staging".*\n$/);
});

test("a role that does not exist stops the synth, with the route and the roles there are", async () => {
  const project = join(folder, "project");
  copyProject(project);
  const routes = join(project, "access/routes.ts");
  writeFileSync(routes, readFileSync(routes, "utf8").replace('roles: ["user", "admin"]', 'roles: ["owner"]'));
  const { status, stderr } = await run(["synth"], { cwd: project });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /routes\["GET \/pets"\]\.roles\[0\] is "owner"; expected a declared role: admin, user/,
  );
  expect(readdirSync(join(project, "cdktf.out/stacks"))).toEqual([]);
});

test("a start at a port or state in use leaves the output of the one that runs as it is", async () => {
  const project = join(folder, "in-use");
  copyProject(project);
  const running = await startGateCommand([], { cwd: project });
  const manifest = join(project, "cdktf.out/manifest.json");
  try {
    writeFileSync(manifest, `${readFileSync(manifest, "utf8")} `);
    const before = readFileSync(manifest, "utf8");
    const { port } = new URL(running.description.endpoint);
    for (const [args, message] of [
      [["--port", port, "--state", "other"], `Port ${port} is in use`],
      [
        ["--port", "0"],
        `Another gate is running on the state in .gatehouse, at ${running.description.endpoint}`,
      ],
    ] as const) {
      const { status, stderr } = await run(["start", ...args], { cwd: project });
      expect(status).toBe(1);
      expect(stderr).toContain(message);
      expect(readFileSync(manifest, "utf8")).toBe(before);
    }
  } finally {
    await running.stop();
  }
});

test("a notice is said once, in the table of the start", async () => {
  const args = ["start", "--port", "0", "--no-watch", "--from", output, "--state", join(folder, "once")];
  const gate = gatehouse(args);
  let text = "";
  gate.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  while (!text.includes("Try:")) await new Promise((done) => setTimeout(done, 50));
  gate.kill("SIGTERM");
  await once(gate, "close");
  expect(text.split("anyone may sign up").length - 1).toBe(1);
  expect(text).not.toContain("--why");
});

test("it ends when the process that started it is killed", async () => {
  const ready = join(folder, "ready.json");
  const args = ["start", "--json", "--port", "0", "--from", output, "--state", join(folder, "orphan")];
  const command = [process.execPath, join(__dirname, "../../cli/bin.js"), ...args];
  writeFileSync(ready, "");
  const shell = spawn("sh", ["-c", '"$@" > "$0" & wait', ready, ...command], { stdio: "ignore" });
  await until(() => readFileSync(ready, "utf8").endsWith("\n"));
  const { endpoint } = JSON.parse(readFileSync(ready, "utf8")) as { endpoint: string };
  const answers = () =>
    fetch(endpoint).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  shell.kill("SIGKILL");
  await once(shell, "exit");
  await until(async () => !(await answers()));
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((next) => setTimeout(next, 100));
}

test("it stops cleanly on SIGINT and SIGTERM", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const gate = await startGateCommand(["--from", output, "--state", join(folder, "stopped")]);
    expect(await gate.stop(signal)).toBe(0);
  }
});

test("stdout has one line, and it is JSON", async () => {
  const child = gatehouse([
    "start",
    "--json",
    "--port",
    "0",
    "--from",
    output,
    "--state",
    join(folder, "lines"),
  ]);
  let stdout = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
    if (stdout.includes("\n")) child.kill("SIGTERM");
  });
  await new Promise((done) => child.on("close", done));
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(Object.keys(JSON.parse(stdout))).toEqual([
    "endpoint",
    "url",
    "region",
    "stage",
    "restApiId",
    "apis",
    "userPoolId",
    "clientId",
    "scriptClientId",
    "clients",
    "oauthUrl",
    "identityPoolId",
    "issuer",
    "users",
    "externalUsers",
    "samlProviders",
    "systems",
    "operator",
    "apiKeys",
    "page",
    "issuers",
    "partner",
  ]);
});

test("an error that a file of the declaration throws is one line, with the file and the line", async () => {
  const project = join(folder, "throwing");
  copyProject(project);
  appendFileSync(join(project, "access/routes.ts"), "export const broken = undeclared.length;\n");
  const { status, stderr } = await run(["synth"], { cwd: project });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^gatehouse: The synth stopped\. access\/routes\.ts:\d+:23: ReferenceError: undeclared is not defined\.\n$/,
  );
});
