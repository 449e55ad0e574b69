import { withTerraformErrors } from "../error";
import {
  type ConfigurationFile,
  type Resolved,
  type ResolvedResource,
  resolveStacks,
  type StackSource,
} from "../language/configuration";
import { type HclFiles, resolveHcl } from "./hcl";
import { detect } from "./show/document";
import { resolvePlan } from "./show/plan";
import { resolveState } from "./show/state";

export {
  type ConfigurationFile,
  detect,
  type HclFiles,
  type Resolved,
  type ResolvedResource,
  type StackSource,
};

/** Terraform in any of the forms that are read. */
export type TerraformSource =
  /** Synthesized stacks: all stacks of an app at once, since they refer to each other. */
  | { readonly kind: "stacks"; readonly stacks: readonly StackSource[] }
  /** A plan as `terraform show -json` prints it. `side` defaults to `after`. */
  | { readonly kind: "plan"; readonly document: unknown; readonly side?: "before" | "after" }
  /** A state as `terraform show -json` prints it. */
  | { readonly kind: "state"; readonly document: unknown }
  /** A folder of HCL: each file as `@cdktf/hcl2json` gives it, or a .tf.json as it stands. */
  | ({ readonly kind: "hcl" } & HclFiles);

export interface SourceOptions {
  /** Account ID that is used where the Terraform does not tell the account. Default `123456789012`. */
  readonly accountId?: string;
  /**
   * Refuse what is not understood, as the gate must. Default false: what has no influence on access is ignored, and
   * what is not known of the rest is unknown in the result.
   */
  readonly strict?: boolean;
}

/**
 * The resources of a source, with their references followed.
 *
 * @throws TerraformError
 */
export function resolveTerraform(source: TerraformSource, options: SourceOptions = {}): Resolved {
  const { accountId = "123456789012", strict = false } = options;
  return withTerraformErrors(() => {
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
  });
}
