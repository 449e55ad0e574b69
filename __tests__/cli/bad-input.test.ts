/** Whatever is wrong with a command, it says so in one sentence, ends with a status, and leaves nothing behind. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { copyProject, gatehouse, root, run, startGateCommand, temporaryFolder } from "../gate/command";

jest.setTimeout(60_000);

const folder = temporaryFolder();
const output = join(folder, "cdktf.out");
beforeAll(async () => {
  expect(await run(["synth"])).toMatchObject({ status: 0 });
  cpSync(join(root, "cdktf.out"), output, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `start` on an edited copy of the output; it must stop by itself. */
async function refusal(edit: (folder: string) => void): Promise<string> {
  const from = join(folder, "edited");
  cpSync(output, from, { recursive: true });
  edit(from);
  const state = join(folder, "state");
  const { status, stdout, stderr } = await run([
    "start",
    "--json",
    "--port",
    "0",
    "--from",
    from,
    "--state",
    state,
  ]);
  rmSync(from, { recursive: true });
  expect({ status: status === 0, stdout }).toEqual({ status: false, stdout: "" });
  expect(existsSync(state) ? readdirSync(state) : []).toEqual([]);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  return stderr;
}

const api = (from: string, stack = "api") => join(from, `stacks/${stack}/cdk.tf.json`);

function change(
  from: string,
  edit: (document: { resource: Record<string, Record<string, unknown>> }) => void,
): void {
  const file = api(from, "routes");
  const document = JSON.parse(readFileSync(file, "utf8"));
  edit(document);
  writeFileSync(file, JSON.stringify(document));
}

test.each([
  ["an unknown command", ["serve"], /No command "serve"; there are start/],
  ["an unknown option", ["start", "--prot", "1"], /--prot.*takes --port/],
  ["an argument too many", ["start", "here"], /here.*takes --port/],
  ["a port that is none", ["start", "--port", "http"], /--port http: expected a number from 0 to 65534/],
  ["a port out of range", ["start", "--port", "65535"], /--port 65535/],
  [
    "an address that is none",
    ["start", "--source-ip", "localhost"],
    /--source-ip localhost: expected one address/,
  ],
  [
    "a backend without its place",
    ["start", "--backend", "https://a.example"],
    /--backend https:\/\/a.example: expected FROM=TO/,
  ],
  [
    "a backend with a path",
    ["start", "--backend", "https://a.example=http://localhost:1/x"],
    /expected FROM=TO/,
  ],
  [
    "a backend twice",
    [
      "start",
      "--backend",
      "https://a.example=http://localhost:1",
      "--backend",
      "https://a.example:443=http://localhost:2",
    ],
    /--backend is given twice for https:\/\/a.example\./,
  ],
  ["a folder without Terraform", ["start", "--from", "/nonexistent"], /No Terraform in \/nonexistent/],
  [
    "an environment for a folder that is synthesized already",
    ["start", "--from", "/nonexistent", "--environment", "prod"],
    /--from \/nonexistent and --environment prod: expected one of them/,
  ],
  ["an environment that there is not", ["synth", "--environment", "staging"], /"staging"/],
  ["a module without a folder", ["module"], /expected the folder/],
  ["an option of another command", ["synth", "--json"], /--json.*takes --environment/],
])("%s", async (_, args, message) => {
  const { status, stdout, stderr } = await run(args);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("outside of a project", async () => {
  const { status, stderr } = await run(["start"], { cwd: "/" });
  expect(status).toBe(2);
  expect(stderr).toBe("gatehouse: No cdktf.json in / or above it.\n");
});

test("Terraform that is cut off", async () => {
  const message = await refusal((from) =>
    writeFileSync(api(from), readFileSync(api(from), "utf8").slice(0, 1000)),
  );
  expect(message).toMatch(/stacks\/api\/cdk\.tf\.json is not JSON/);
});

test("another file that Terraform would read, named", async () => {
  const message = await refusal((from) => writeFileSync(join(from, "stacks/api/zz_override.tf"), ""));
  expect(message).toContain("zz_override.tf");
});

test("a stack outside of the folder, named", async () => {
  const message = await refusal((from) =>
    writeFileSync(join(from, "manifest.json"), JSON.stringify({ stacks: { "../../etc": {} } })),
  );
  expect(message).toContain('"../../etc"');
});

test("a resource type that nothing here knows, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => {
      resource.aws_verifiedpermissions_policy_store = {
        store: { validation_settings: [{ mode: "STRICT" }] },
      };
    }),
  );
  expect(message).toContain("aws_verifiedpermissions_policy_store.store");
});

test("an argument that could open the API and is not understood, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => {
      (resource.aws_api_gateway_method?.api_GET_pets_method as Record<string, unknown>).open_to_all = true;
    }),
  );
  expect(message).toMatch(/api_GET_pets_method.*open_to_all|open_to_all.*api_GET_pets_method/);
});

test("a method whose authorizer is not there, named", async () => {
  const message = await refusal((from) =>
    change(from, ({ resource }) => delete resource.aws_api_gateway_authorizer),
  );
  expect(message).toContain("aws_api_gateway_authorizer");
});

test("a group's role that does not exist, named", async () => {
  const message = await refusal((from) => {
    const file = join(from, "stacks/identity/cdk.tf.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text.replace("${aws_iam_role.identities_role-user.arn}", "${aws_iam_role.nobody.arn}"),
    );
  });
  expect(message).toContain("aws_iam_role.nobody");
});

test("a port that is taken, named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as { port: number };
  const state = join(folder, "taken");
  const { status, stdout, stderr } = await run([
    "start",
    "--json",
    "--port",
    `${port}`,
    "--from",
    output,
    "--state",
    state,
  ]);
  server.close();
  expect(status).not.toBe(0);
  expect(stdout).toBe("");
  expect(stderr).toContain(`${port}`);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a role that does not exist stops the synth, with the route and the roles there are", async () => {
  const project = join(folder, "project");
  copyProject(project);
  const routes = join(project, "access/routes.ts");
  writeFileSync(routes, readFileSync(routes, "utf8").replace('roles: ["user", "admin"]', 'roles: ["owner"]'));
  const { status, stderr } = await run(["synth"], { cwd: project });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /routes\["GET \/pets"\]\.roles\[0\] is "owner"; expected a declared role: admin, user/,
  );
  expect(readdirSync(join(project, "cdktf.out/stacks"))).toEqual([]);
});

test("it stops cleanly when it is told to", async () => {
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
    "userPoolId",
    "clientId",
    "scriptClientId",
    "identityPoolId",
    "issuer",
    "users",
    "systems",
    "apiKeys",
    "partner",
  ]);
});

test("a command that is asked for help gives it, and does nothing else", async () => {
  const { status, stdout, stderr } = await run(["start", "--help"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("--backend FROM=TO");
});

test("the version is that of package.json", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(await run(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("an error that a file of the declaration throws is one line, with the file and the line", async () => {
  const project = join(folder, "throwing");
  copyProject(project);
  appendFileSync(join(project, "access/routes.ts"), "export const broken = undeclared.length;\n");
  const { status, stderr } = await run(["synth"], { cwd: project });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^gatehouse: The synth stopped\. access\/routes\.ts:\d+:23: ReferenceError: undeclared is not defined\n$/,
  );
});
