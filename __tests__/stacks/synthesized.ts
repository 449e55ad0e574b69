import { readdirSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { limits } from "../../access/limits";
import type { AccessModel } from "../../access/model";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import type { Environment } from "../../stacks/environments";
import { buildStacks } from "../../stacks/project";
import { appInMemory, synthesized, type Terraform } from "../constructs/terraform";
import { frozen, oncePerWorker } from "../per-worker";

export type Stack = Terraform & { readonly terraform: { readonly backend: unknown } };

export type Stacks = Readonly<Record<"identity" | "routes" | "api", Stack>> & Readonly<Record<string, Stack>>;

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

/** The stacks of an environment. */
export function stacksOf(environment: Environment, access: AccessModel = petstore): TerraformStack[] {
  const app = appInMemory();
  buildStacks(app, environment, access);
  return app.node.children.filter(TerraformStack.isStack);
}

/**
 * The Terraform of all stacks of an environment, by the stack's name without the environment's. Nothing is written. Test
 * files share that of the pet store, and cannot change it.
 */
export function terraformOf(environment: Environment, access: AccessModel = petstore): Stacks {
  if (access !== petstore) return builtTerraform(environment, access);
  return oncePerWorker(`stacks of ${JSON.stringify(environment)}`, () => frozen(builtTerraform(environment)));
}

/** The same, built anew. */
export function builtTerraform(environment: Environment, access: AccessModel = petstore): Stacks {
  const app = appInMemory();
  buildStacks(app, environment, access);
  const stacks = Object.entries(synthesized(app)) as [string, Stack][];
  return Object.fromEntries(
    stacks.map(([name, stack]) => [name.replace(`-${environment.name}`, ""), stack]),
  ) as Stacks;
}
