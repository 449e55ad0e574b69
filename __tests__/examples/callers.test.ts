import { type ExecFileException, execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages, installRequirements } from "../../quality/clients/install";
import { devGate, type RunningGate } from "../browser/gates";

/** examples/callers: the programs against the gate, each as its README starts it. */

// The first run installs their packages.
jest.setTimeout(600_000);

const root = join(__dirname, "../..");
const NODE = join(root, "examples/callers/node");
const PYTHON = join(root, "examples/callers/python");
/** As for the clients: `CLIENTS=node npm run test:clients` needs no Python. */
const { CLIENTS } = process.env;
const hasPython = CLIENTS === undefined || CLIENTS.split(",").includes("python");

let running: RunningGate;
let python = "";

beforeAll(async () => {
  installPackages(NODE);
  if (hasPython) python = installRequirements(PYTHON);
  running = await devGate();
});
afterAll(() => running?.stop());
beforeEach(() => void running.ran());

type Variables = Readonly<Record<string, string>>;

/** What the README sets, of the running gate. */
let variables: Variables = {};
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "callers-"));
  const file = join(folder, "gate.json");
  writeFileSync(file, `${JSON.stringify(running.gate.description)}\n`);
  const program = join(root, "examples/callers/variables.mjs");
  const lines = execFileSync(process.execPath, [program, file], { encoding: "utf8" }).trim().split("\n");
  variables = Object.fromEntries(
    lines.map((line) => {
      const [, name = "", value = ""] = /^export (\w+)='([^']+)'$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  rmSync(folder, { recursive: true });
});

/** The partner's client that may add pets. */
function admin(): Variables {
  const client = running.gate.description.partner?.clients.find(({ roles }) => roles.includes("admin"));
  return {
    PARTNER_CLIENT_ID: client?.clientId ?? "",
    PARTNER_CLIENT_SECRET: client?.clientSecret ?? "",
  };
}

/** Nothing of this machine's AWS configuration. The gate is in this process, so it must go on meanwhile. */
function run(program: string, args: readonly string[], changed: Variables) {
  const env = {
    PATH: process.env.PATH,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    PYTHONDONTWRITEBYTECODE: "1",
    ...variables,
    ...changed,
  };
  return new Promise<{ readonly status: unknown; readonly out: string; readonly err: string }>((done) => {
    execFile(program, args, { env }, (error: ExecFileException | null, out, err) =>
      done({ status: error === null ? 0 : error.code, out: out.trim(), err: err.trim() }),
    );
  });
}

const warehouses = [
  ["node", () => [process.execPath, join(NODE, "warehouse.mjs")] as const],
  ["python", () => [python, join(PYTHON, "warehouse.py")] as const],
] as const;

describe.each(warehouses.filter(([name]) => name === "node" || hasPython))("warehouse, %s:", (_, program) => {
  const called = (change: Variables = {}) => {
    const [command, file] = program();
    return run(command, [file], change);
  };

  test("with its role and its key it reads the inventory", async () => {
    expect(await called()).toMatchObject({ status: 0, out: expect.stringMatching(/^200 \{/) });
    expect(running.ran()).toEqual([expect.stringMatching(/inventory/)]);
  });

  test.each<[string, Variables, string]>([
    ["another key", { API_KEY: "another" }, '403 {"message":"Forbidden"}'],
    [
      "another secret",
      { AWS_SECRET_ACCESS_KEY: "another" },
      '403 {"message":"The request signature we calculated does not match',
    ],
    [
      "no session token",
      { AWS_SESSION_TOKEN: "" },
      '403 {"message":"The security token included in the request is invalid',
    ],
    [
      "another region",
      { AWS_REGION: "eu-west-1" },
      '403 {"message":"Credential should be scoped to a valid Region',
    ],
  ])("refused, and the handler does not run: %s", async (_, change, answer) => {
    expect(await called(change)).toMatchObject({ status: 1, out: expect.stringContaining(answer) });
    expect(running.ran()).toEqual([]);
  });

  test("without credentials nothing is called", async () => {
    const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" };
    expect((await called(none)).status).toBe(1);
    expect(running.ran()).toEqual([]);
  });

  test("a variable that is missing is named", async () => {
    expect(await called({ API_KEY: "" })).toEqual({
      status: 2,
      out: "",
      err: "API_KEY is not set; the README says to what.",
    });
  });
});

describe("partner:", () => {
  const called = (args: readonly string[], change: Variables = {}) =>
    run(process.execPath, [join(NODE, "partner.mjs"), ...args], change);

  test.each([
    ["user", [], 0, /^200 \{"pets":/, 1],
    ["admin", ["Rex"], 0, /^201 \{"name":"Rex",/, 1],
    ["user", ["Rex"], 1, /^403 \{"Message":"User is not authorized to access this resource/, 0],
  ] as const)("as %s, %j: status %d", async (role, args, status, out, runs) => {
    expect(await called(args, role === "admin" ? admin() : {})).toEqual({
      status,
      out: expect.stringMatching(out),
      err: "",
    });
    expect(running.ran()).toHaveLength(runs);
  });

  test("with another secret it gets no token, and calls nothing", async () => {
    expect(await called([], { PARTNER_CLIENT_SECRET: "another" })).toEqual({
      status: 1,
      out: "",
      err: "The issuer gives no token: 401 invalid_client",
    });
    expect(running.ran()).toEqual([]);
  });
});

test("the programs of Node.js have sound types", () => {
  const tsc = join(root, "node_modules/typescript-7/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", NODE], { encoding: "utf8" });
  expect(stdout).toBe("");
});
