import type { Value } from "../expression";
import type { ModuleCall, Stack } from "./stack";

/** The surroundings of a configuration. */
export interface Surroundings {
  /** The module that a call names, as a stack of its own; undefined where it is not available. */
  module?(call: ModuleCall): Stack | undefined;
  /** `terraform.workspace`. Default `default`, Terraform's own default. */
  readonly workspace?: Value;
  /** `path.module` of a stack; default the root, `.`. */
  folder?(stack: Stack): string;
  /** The text of a file, by its path from the root. */
  file?(path: string): string | undefined;
  /** A digest of any file, by its path from the root. */
  digest?(path: string): string | undefined;
  /**
   * The paths of all files below a folder, from there; undefined where they are not known. One that ends with a slash is a
   * folder whose files are not known.
   */
  filesBelow?(folder: string): readonly string[] | undefined;
  /** The folder that Terraform runs in, from the root of the file system. */
  readonly location?: string;
  /** Stands in for a region that is not known. */
  readonly region?: string;
}

/** A configuration that is evaluated together with others, as one system. */
export interface Root {
  readonly stack: Stack;
  readonly surroundings?: Surroundings;
}
