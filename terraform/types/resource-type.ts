import type { Attributes } from "./attributes";

/** Everything that the reader knows of one Terraform resource type. */
export interface ResourceType {
  /** `aws_api_gateway_method` */
  readonly name: string;
  /**
   * Why the type is not read into the model. Absent for a type that is read: then each of its attributes is checked.
   */
  readonly notRead?: NotRead;
  /** Of a type of which the gate checks no argument, because its reader does, or because nothing of it is served. */
  readonly unserved?: { readonly notice?: string };
  /**
   * Every argument and attribute by Terraform's name, except for those that every type has (`COMMON` in index.ts).
   */
  readonly attributes: Attributes;
  /**
   * Arguments whose combination AWS keeps unique and Terraform does not check: the second of two resources is refused
   * when it is applied, or overwrites the first.
   */
  readonly unique?: readonly string[];
}

export type NotRead =
  /**
   * It could have an influence on access, and is not evaluated. The text is the reader's notice. What is served too, the
   * gate reads and checks like any type, without a notice.
   */
  | { readonly notEvaluated: string; readonly served?: true }
  /** It has no influence on who may call what. The text is the reason. */
  | { readonly ignored: string };
