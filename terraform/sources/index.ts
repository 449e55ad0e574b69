import { TerraformError } from "../error";
import { resolveStacks } from "../language/configuration/resolve";
import type { Resolved } from "../language/configuration/resolved";
import type { StackSource } from "../language/configuration/stack";
import type { ApiModel } from "../model";
import { readModel } from "../read";
import { type HclFiles, resolveHcl } from "./hcl";
import { detect } from "./show/document";
import { resolvePlan } from "./show/plan";
import { resolveState } from "./show/state";

export { detect };

/** Terraform, whatever it comes from. */
export type TerraformSource =
  /** Synthesized stacks: all of an app at once, since they refer to each other. */
  | { readonly kind: "stacks"; readonly stacks: readonly StackSource[] }
  /** A plan as `terraform show -json` prints it; its side `after` is the default. */
  | { readonly kind: "plan"; readonly document: unknown; readonly side?: "before" | "after" }
  /** A state as `terraform show -json` prints it. */
  | { readonly kind: "state"; readonly document: unknown }
  /** A folder of HCL: each file as `@cdktf/hcl2json` gives it, or a .tf.json as it stands. */
  | ({ readonly kind: "hcl" } & HclFiles);

export interface ReadOptions {
  /** Stands in for the account, where the Terraform does not tell it. Default `123456789012`. */
  readonly accountId?: string;
  /**
   * Refuse all that is not understood, as whoever enforces must. Default false, for whoever only reads: then
   * what has no part in access is passed over, and what is not known of the rest is `unknown` in the model.
   */
  readonly strict?: boolean;
  /** Parses YAML, for OpenAPI bodies that are not JSON. Without it their routes are unknown. */
  readonly parseYaml?: (text: string) => unknown;
}

/**
 * Reads Terraform of any source into one model.
 *
 * @throws TerraformError naming the resource; there is no partial model
 */
export function readTerraform(source: TerraformSource, options: ReadOptions = {}): ApiModel {
  return oneError(() => modelOf(resolved(source, options), options));
}

/**
 * The model of resources that resolveTerraform() gave, for whoever needs both.
 *
 * @throws TerraformError
 */
export function modelOf(resources: Resolved, { parseYaml, strict = false }: ReadOptions = {}): ApiModel {
  return oneError(() => readModel(resources, { strict, ...(parseYaml && { parseYaml }) }));
}

/**
 * The resources that a model is read from, with their references followed.
 *
 * @throws TerraformError
 */
export function resolveTerraform(source: TerraformSource, options: ReadOptions = {}): Resolved {
  return oneError(() => resolved(source, options));
}

function resolved(
  source: TerraformSource,
  { accountId = "123456789012", strict = false }: ReadOptions,
): Resolved {
  switch (source.kind) {
    case "hcl":
      return resolveHcl(source, accountId);
    case "stacks":
      return resolveStacks(source.stacks, accountId, strict);
    case "plan":
      return resolvePlan(source.document, source.side ?? "after", accountId);
    case "state":
      return resolveState(source.document, accountId);
  }
}

/** A document of another shape than any that Terraform writes ends in an error of JavaScript's own. */
function oneError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TerraformError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new TerraformError(
      "document-malformed",
      `the document does not have the shape of Terraform: ${why}`,
    );
  }
}
