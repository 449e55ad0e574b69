import type { StackSource } from "../language/configuration";
import type { HclFiles } from "./hcl";

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

/** One root among several that are read as one system. */
export interface Root {
  /**
   * What its addresses begin with, before a slash: `identity` for `identity/aws_cognito_user_pool.users`. Empty for a
   * root that is read alone. Synthesized stacks have their own names instead.
   */
  readonly name: string;
  readonly source: TerraformSource;
  /** The file of a plan or state, or the folder that Terraform runs in, from the root of the file system. */
  readonly location?: string;
}

export interface SourceOptions {
  /** Account ID that is used where the Terraform does not tell the account. Default `123456789012`; of a reader that is not strict, another one where the Terraform writes that out. */
  readonly accountId?: string;
  /**
   * Refuse what is not understood, as the gate must. Default false: what has no influence on access is ignored, and
   * what is not known of the rest is unknown in the result.
   */
  readonly strict?: boolean;
}
