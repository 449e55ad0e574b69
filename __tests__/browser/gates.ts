import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { AccessModel } from "../../access/model";
import { matrixJson } from "../../cli/render/access/json";
import { evidenceOf } from "../../cli/sources/evidence";
import { readOutput } from "../../cli/sources/output";
import type { Cors } from "../../constructs/cors/cors";
import { type Gate, type GateOptions, startGate } from "../../gateway/gate";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { accessMatrix } from "../../terraform/access/matrix";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";
import { access, liveApi } from "../constructs/small-api";
import { seedKeys } from "../gateway/gates";
import { petstore, synthesize } from "../stacks/synthesized";

export interface RunningGate {
  readonly gate: Gate;
  /** What it was started with. */
  readonly model: ApiModel;
  /** ARNs of the functions that ran since the last call of this method, without authorizers. */
  ran(): readonly string[];
  /** The differences from the cloud that the gate logs when it starts. */
  differences(): readonly string[];
  stop(): Promise<void>;
}

/** The pet store, with one more route that only an API key protects. */
export function petstoreGate(cors: Cors): Promise<RunningGate> {
  const routes: AccessModel["routes"] = {
    ...petstore.routes,
    "GET /feed": { lock: "key", because: "Metering only", handler: "health" },
  };
  return gateOf((folder) => {
    synthesize(folder, environmentNamed("dev", { hardening: "on", cors }), { ...petstore, routes });
  });
}

/** The pet store of dev, for the pages of one origin. */
export function appGate(origin: string, options: Partial<GateOptions> = {}): Promise<RunningGate> {
  return gateOf((folder) => {
    synthesize(folder, environmentNamed("dev", { hardening: "on", cors: { origins: [origin] } }));
  }, options);
}

/** The pet store of dev, as its page shows it. */
export function devGate(options: Partial<GateOptions> = {}): Promise<RunningGate> {
  return gateOf((folder) => {
    synthesize(folder, environmentNamed("dev"));
  }, options);
}

export const BACKEND = "https://backend.example.com";

/** An API with an HTTP backend, which the gate reaches at `origin`. */
export function backendGate(cors: Cors, origin: string): Promise<RunningGate> {
  const routes: AccessModel["routes"] = {
    "GET /open": { lock: "public", because: "For the test", handler: "backend" },
    "GET /empty": { lock: "public", because: "For the test", handler: "backend" },
    "GET /missing": { lock: "public", because: "For the test", handler: "backend" },
    "GET /broken": { lock: "public", because: "For the test", handler: "backend" },
    "GET /signed": { lock: "iam", roles: ["user"], handler: "backend" },
  };
  return gateOf(
    (folder) => {
      const app = new App({ outdir: folder });
      const stack = new TerraformStack(app, "stack");
      new AwsProvider(stack, "aws", { region: "eu-central-1" });
      liveApi(stack, {
        api: {
          cors,
          answers: "hardened",
          handlers: { backend: { url: BACKEND } },
          access: { ...access, routes },
        },
      });
      app.synth();
    },
    { backends: new Map([[BACKEND, origin]]) },
  );
}

/** The pet store of dev with login pages, whose app is called back at `callback`. */
export function loginGate(
  callback: string,
  userPool: Partial<Environment["userPool"]> = {},
  options: Partial<GateOptions> = {},
): Promise<RunningGate> {
  const login = {
    at: { prefix: "petstore-login" },
    app: { callbackUrls: [callback], logoutUrls: [callback] },
    federation: {
      oidc: {
        Corp: { clientId: "petstore", secret: { variable: "corp_secret" }, issuer: "https://corp.example" },
      },
      saml: { Company: { metadataUrl: "https://company.example/metadata", email: "mail" } },
    },
  };
  return gateOf((folder) => {
    synthesize(folder, environmentNamed("dev", { login, userPool: { selfSignUp: true, ...userPool } }));
  }, options);
}

async function gateOf(
  build: (folder: string) => void,
  options: Partial<GateOptions> = {},
): Promise<RunningGate> {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  const ran: string[] = [];
  const lines: string[] = [];
  build(folder);
  const output = readOutput(folder);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  await seedKeys(join(folder, "state"));
  const gate = await startGate({
    model,
    readArchive: output.readArchive,
    accessJson: (served) => {
      const evidence = evidenceOf(served, ({ archive }) => output.readArchive(archive));
      return matrixJson(accessMatrix(served, evidence), { positions: new Map() });
    },
    port: 0,
    stateDir: join(folder, "state"),
    log: (line) => lines.push(line),
    onCall: ({ invoked }) => ran.push(...invoked.filter((arn) => !arn.includes("authorizer"))),
    ...options,
  });
  return {
    gate,
    model,
    ran: () => ran.splice(0),
    differences: () => lines.filter((line) => line.startsWith("Differs here: ")),
    async stop() {
      await gate.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
