import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { AccessModel } from "../../access/model";
import { readOutput } from "../../cli/sources/output";
import { type Gate, startGate } from "../../gateway/gate";
import { readTerraform } from "../../terraform/read";
import { access, liveApi } from "../constructs/small-api";
import { call } from "./client";

/** Paths with all that API Gateway takes, from the declaration through the Terraform to the gate. */

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), "path-parts-"));
const open = { lock: "public", because: "A test of the path", handler: "app" } as const;
let gate: Gate;
let ran: string[] = [];

beforeAll(async () => {
  const routes: AccessModel["routes"] = {
    "GET /v1:batch": open,
    "GET /pets/{pet-id}": open,
    "GET /pets/{pet-id}/toys/{toy.no_1}": open,
    "GET /files/{the-rest+}": open,
    "GET /v1:locked": { lock: "iam", roles: ["user"], handler: "app" },
  };
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  liveApi(stack, { api: { access: { ...access, routes } } });
  app.synth();
  const output = readOutput(folder);
  gate = await startGate({
    model: readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true }),
    readArchive: output.readArchive,
    port: 0,
    stateDir: join(folder, "state"),
    log: () => {},
    onCall: ({ invoked }) => ran.push(...invoked),
  });
});
beforeEach(() => {
  ran = [];
});
afterAll(async () => {
  await gate?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each(["/v1:batch", "/pets/7", "/pets/a:b", "/pets/7/toys/8", "/files/a/b"])(
  "%s is served",
  async (path) => {
    expect((await call(gate.description.url, `/live${path}`)).status).toBe(200);
    expect(ran).toHaveLength(1);
  },
);

test.each(["/v1", "/v1:", "/v1:batch/x", "/v1:locked", "/pets", "/pets/7/toys"])(
  "%s is not: 403, and no function runs",
  async (path) => {
    expect((await call(gate.description.url, `/live${path}`)).status).toBe(403);
    expect(ran).toEqual([]);
  },
);
