import type { Attributes } from "./attributes";

/** All that is known of one Terraform type of resource. */
export interface ResourceType {
  /** `aws_api_gateway_method` */
  readonly name: string;
  /**
   * What a type is that is not read into the model, and why. Absent, it is read, and each of its attributes is
   * checked.
   */
  readonly notRead?: NotRead;
  /**
   * Every argument and attribute by Terraform's name, but for those that all types have (COMMON).
   */
  readonly attributes: Attributes;
  /**
   * Arguments that AWS keeps unique together, and Terraform does not check: the second of two resources is refused
   * when it is applied, or takes the place of the first.
   */
  readonly unique?: readonly string[];
}

export type NotRead =
  /** It could have an influence on access, and is not evaluated: the reader says so. */
  | { readonly notEvaluated: string }
  /** It has no influence on who may call what, with the reason. */
  | { readonly ignored: string };
