import type { StandIn } from "./stand-ins";

/** What an argument or another attribute of a resource is to the reader. */
export type Attribute = Facts &
  (
    | {
        readonly is: /** The reader uses its value. */
          | "read"
          /** It has no influence on who may call what. */
          | "ignored"
          /** It has no influence on who may call what, and the gate cannot serve it: it refuses it. */
          | "unserved"
          /** The provider computes it. A configuration cannot write it. */
          | "computed";
      }
    | ({ readonly is: "not evaluated" } & NotEvaluated)
    /** A block, or a list of them. What is not among its attributes is not known. */
    | { readonly is: "block"; readonly attributes: Attributes }
  );

export type Attributes = Readonly<Record<string, Attribute>>;

/** It could have an influence, and is not evaluated: the reader says so. */
export interface NotEvaluated {
  readonly message: string;
  /** The value with which there is nothing to say. */
  readonly unless?: string | boolean;
  /** It may let in callers whom the model does not show: the gate refuses it, readers show it as a danger. */
  readonly opens?: boolean;
}

interface Facts {
  /**
   * Attributes of other resources, `type.attribute`, whose value this is, unchanged. A plan says of an unknown
   * argument only which attributes its expression refers to, not what it makes of them; of such an argument it can
   * make nothing but the attribute itself. Where the attribute is not told, it is the first of them.
   */
  readonly links?: readonly string[];
  /** Of a list or map: each element is linked, not the whole. */
  readonly plural?: true;
  /** The value is these two attributes with a colon between them. */
  readonly joined?: readonly [string, string];
  /** What stands in for the value that AWS assigns when the Terraform is applied. */
  readonly assigned?: StandIn;
  /** The provider repeats here what resources of another type say. */
  readonly mirrors?: Mirror;
  /** A change of it replaces the resource. */
  readonly replaces?: true;
  /**
   * Only providers older than the pinned one have it, or only newer ones; or it is computed there, and an argument of
   * newer ones.
   */
  readonly version?: "older" | "newer" | "newer argument";
}

export interface Mirror {
  readonly type: string;
  /** The argument of that type that names this resource. */
  readonly holder: string;
  /** The argument of that type whose value is repeated. */
  readonly key: string;
}

export const read: Attribute = { is: "read" };
export const ignored: Attribute = { is: "ignored" };
export const unserved: Attribute = { is: "unserved" };
export const computed: Attribute = { is: "computed" };

/** Computed by the provider from what AWS assigns, for which there is a stand-in before. */
export function assigned(standIn: StandIn): Attribute {
  return { is: "computed", assigned: standIn };
}

/** Assigned where it is not written. */
export function orAssigned(attribute: Attribute, standIn: StandIn): Attribute {
  return { ...attribute, assigned: standIn };
}

export function notEvaluated(message: string, options: Omit<NotEvaluated, "message"> = {}): Attribute {
  return { is: "not evaluated", message, ...options };
}

export function block(attributes: Attributes): Attribute {
  return { is: "block", attributes };
}

/** Read, and the value of one of these attributes: `aws_iam_role.arn`. */
export function link(...targets: readonly string[]): Attribute {
  return { is: "read", links: targets };
}

/** A list or map of which each element is the value of one of these attributes. */
export function links(...targets: readonly string[]): Attribute {
  return { is: "read", links: targets, plural: true };
}

/** Read, and the values of two attributes with a colon between them. */
export function joined(first: string, second: string): Attribute {
  return { is: "read", joined: [first, second] };
}

export function mirrors(attribute: Attribute, mirror: Mirror): Attribute {
  return { ...attribute, mirrors: mirror };
}

export function replacing(attribute: Attribute): Attribute {
  return { ...attribute, replaces: true };
}

export function older(attribute: Attribute): Attribute {
  return { ...attribute, version: "older" };
}

export function newer(attribute: Attribute): Attribute {
  return { ...attribute, version: "newer" };
}

/** The provider computes it, and newer ones let a configuration write it. */
export function newerArgument(attribute: Attribute): Attribute {
  return { ...attribute, version: "newer argument" };
}
