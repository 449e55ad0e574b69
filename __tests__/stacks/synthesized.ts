import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { limits } from "../../access/limits";
import type { AccessModel } from "../../access/model";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import type { Environment } from "../../stacks/environments";
import { buildStacks } from "../../stacks/project";
import type { Terraform } from "../constructs/terraform";

export const petstore: AccessModel = { roles, systems, routes, limits };

/** Builds all stacks of an environment in `outdir`, and returns their names. */
export function synthesize(
  outdir: string,
  environment: Environment,
  access: AccessModel = petstore,
): string[] {
  const app = new App({ outdir, stackTraces: false });
  buildStacks(app, environment, access);
  app.synth();
  return readdirSync(join(outdir, "stacks"));
}

/** The Terraform of all stacks of an environment, by the stack's name without the environment's. */
export function terraformOf(
  environment: Environment,
  access?: AccessModel,
): Readonly<Record<string, Terraform & { readonly terraform: { readonly backend: unknown } }>> {
  const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    return Object.fromEntries(
      synthesize(outdir, environment, access).map((name) => [
        name.replace(`-${environment.name}`, ""),
        JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")),
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
