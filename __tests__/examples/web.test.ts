import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { GateDescription } from "../../gateway";

/** examples/web: the commands of its README that need no browser. __tests__/browser has the page. */

jest.setTimeout(120_000);

const EXAMPLE = join(__dirname, "../../examples/web");
const { scripts } = JSON.parse(readFileSync(join(EXAMPLE, "package.json"), "utf8"));

let folder: string;
let gate: ChildProcess;
let description: GateDescription;

beforeAll(async () => {
  // In the example's folder, as by default: its package.json says that .js files are ES modules.
  mkdirSync(join(EXAMPLE, ".gatehouse"), { recursive: true });
  folder = mkdtempSync(join(EXAMPLE, ".gatehouse/test-"));
  const args = [...argsOf("gate"), "--json", "--no-watch", "--port", "0", "--state", join(folder, "state")];
  gate = spawn(process.execPath, args, { cwd: EXAMPLE, stdio: ["ignore", "pipe", "ignore"] });
  if (gate.stdout === null) throw new Error("the gate's output is not read");
  const [line] = await once(createInterface(gate.stdout), "line");
  description = JSON.parse(line);
});
afterAll(async () => {
  const end = once(gate, "exit");
  gate.kill();
  await end;
  rmSync(folder, { recursive: true });
});

/** Arguments for Node.js of a script that is `node FILE …`. */
function argsOf(script: string): readonly string[] {
  const [program, ...args] = String(scripts[script]).split(" ");
  expect(program).toBe("node");
  return args;
}

async function node(args: readonly string[]): Promise<string> {
  const state = ["--state", join(folder, "state")];
  return (await promisify(execFile)(process.execPath, [...args, ...state], { cwd: EXAMPLE })).stdout;
}

test("npm run configure writes the file of the running gate, for the page to fetch", async () => {
  const args = argsOf("configure");
  expect(args.at(-1)).toBe("public/");
  await node([...args.slice(0, -1), `${folder}/`]);
  const { auth, custom } = JSON.parse(readFileSync(join(folder, "amplify_outputs.json"), "utf8"));
  const { clientId, endpoint, region, url, userPoolId } = description;
  expect(auth).toMatchObject({ user_pool_id: userPoolId, user_pool_client_id: clientId });
  expect(Object.values(custom.API)).toEqual([expect.objectContaining({ endpoint: url, region })]);
  expect(custom.gatehouse.endpoints).toEqual({ userPoolEndpoint: endpoint, identityPoolEndpoint: endpoint });
});

test("its gate allows the origin of npm run dev", async () => {
  const { headers } = await fetch(`${description.url}/pets`, {
    method: "OPTIONS",
    headers: { origin: "http://localhost:5173", "access-control-request-method": "POST" },
  });
  expect(headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
});

test("the pool's trigger runs there: a user's access token has the scope of the role", async () => {
  const token = await node([join(EXAMPLE, "../../cli/bin.js"), "token", "alice"]);
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(claims.scope.split(" ")).toContain("petstore/admin");
});
