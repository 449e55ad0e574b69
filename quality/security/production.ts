import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { limits } from "../../access/limits";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { buildStacks } from "../../stacks/project";

/** Writes the stacks of production, with every protection on but for `settings`; returns the folder that they are in. */
export function synthesizeProduction(outdir: string, settings: Partial<Environment> = {}): string {
  const environment = environmentNamed("prod", settings);
  const app = new App({ outdir });
  buildStacks(app, environment, { roles, systems, routes, limits });
  app.synth();
  return join(outdir, "stacks");
}

// biome-ignore lint/suspicious/noExplicitAny: what Terraform holds is looked at, not typed
export type Resources = Readonly<Record<string, Readonly<Record<string, any>>>>;

/** All resources of production, by type and address, which begins with the stack. */
export function productionResources(outdir: string, settings: Partial<Environment> = {}): Resources {
  const stacks = synthesizeProduction(outdir, settings);
  const all: Record<string, Record<string, unknown>> = {};
  for (const stack of readdirSync(stacks).sort()) {
    const { resource } = JSON.parse(readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8"));
    for (const [type, named] of Object.entries<Record<string, unknown>>(resource)) {
      for (const [name, body] of Object.entries(named)) {
        const group = all[type] ?? {};
        group[`${stack}/${type}.${name}`] = body;
        all[type] = group;
      }
    }
  }
  return all;
}
