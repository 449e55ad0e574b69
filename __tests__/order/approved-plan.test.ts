import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitHub, startGitHub } from "../action/github";
import { type Programs, programsIn } from "../action/programs";
import { actAction } from "../action/steps";

/** The actions that plan and apply, with real Terraform, and a stand-in for the server that keeps the state. */

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "approved-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let github: GitHub;
let programs: Programs;
let server: Server;
let state: string | undefined;
let locks: string[];
let workspace: string;

beforeEach(async () => {
  github = await startGitHub();
  const own = mkdtempSync(join(folder, "run-"));
  workspace = join(own, "workspace");
  mkdirSync(join(workspace, "infra"), { recursive: true });
  programs = programsIn(own, ["aws"]);
  [state, locks] = [undefined, []];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const bytes of request) body += bytes;
    const { method = "" } = request;
    if (method === "POST") state = body;
    if (/LOCK/.test(method)) locks.push(method);
    if (method === "GET") response.writeHead(state === undefined ? 404 : 200).end(state);
    else response.writeHead(200).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  await github.stop();
  server.closeAllConnections();
  server.close();
});

function write(input: string, more = ""): void {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/state`;
  writeFileSync(
    join(workspace, "infra/main.tf"),
    `terraform {
  backend "http" {
    address        = "${address}"
    lock_address   = "${address}"
    unlock_address = "${address}"
  }
}
resource "terraform_data" "shop" {
  input = ${input}
}
${more}`,
  );
}

const job = () => ({
  workspace,
  temp: mkdtempSync(join(folder, "temp-")),
  contexts: { github: { token: "t" } },
  env: {
    PATH: `${programs.path}:${process.env.PATH}`,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "shop/infra",
    GITHUB_REF_NAME: "main",
    GITHUB_REF_TYPE: "branch",
    GITHUB_SHA: github.main,
  },
});

const plan = (duty = "deploy") => actAction(".github/actions/plan", { directory: "infra", for: duty }, job());

/** Keeps the plan in the bucket, as the workflow does. */
function kept(name: string): string {
  const place = join(programs.buckets, "states/plans", name);
  mkdirSync(join(place, ".."), { recursive: true });
  copyFileSync(join(workspace, "infra/tfplan"), place);
  return `s3://states/plans/${name}`;
}

const apply = (place: string, sha256: string) =>
  actAction(".github/actions/apply", { directory: "infra", place, sha256 }, job());

test("a plan is applied as it was approved, and the state is locked each time", async () => {
  write('"one"');
  const planned = await plan();
  expect(planned.log).not.toMatch(/Error/);
  expect(planned.out.changes).toBe("yes");
  expect(planned.summary).toContain("terraform_data.shop will be created");
  const place = kept("1.tfplan");
  rmSync(join(workspace, "infra/tfplan"));
  const applied = await apply(place, planned.out.sha256 ?? "");
  expect({ failed: applied.failed, log: applied.log }).toMatchObject({ failed: false });
  expect(JSON.parse(state ?? "{}").resources[0].instances[0].attributes.output.value).toBe("one");
  expect(locks).toEqual(["LOCK", "UNLOCK", "LOCK", "UNLOCK"]);
  expect((await plan()).out.changes).toBe("no");
});

test("a plan is refused once the state has changed", async () => {
  write('"one"');
  const first = await plan();
  const place = kept("1.tfplan");
  write('"two"');
  const second = await plan();
  expect((await apply(kept("2.tfplan"), second.out.sha256 ?? "")).failed).toBe(false);
  const late = await apply(place, first.out.sha256 ?? "");
  expect(late.failed).toBe(true);
  expect(late.log).toContain("Saved plan is stale");
});

const remote = (path: string) => `data "terraform_remote_state" "identity" {
  backend = "local"
  config  = { path = "${path}" }
}`;

test.each([
  ["is not deployed", "missing.tfstate", "later"],
  ["has no such output", "identity.tfstate", "later"],
])("a pull request's plan is put off where the root that it reads %s", async (_, path, expected) => {
  const empty = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: "a",
    outputs: {},
    resources: [],
  };
  writeFileSync(join(workspace, "infra/identity.tfstate"), JSON.stringify(empty));
  write("data.terraform_remote_state.identity.outputs.role", remote(path));
  const { failed, out } = await plan("review");
  expect({ failed, changes: out.changes }).toEqual({ failed: false, changes: expected });
  expect(locks).toEqual([]);
  expect((await plan("deploy")).failed).toBe(true);
});
