import type { StandIn } from "./stand-ins";

/** How the reader treats an argument, or another attribute, of a resource type. */
export type Attribute = Facts &
  (
    | {
        readonly is: /** The reader uses its value, which has a say in who may call what. */
          | "read"
          /** The reader uses its value to serve, or as a label. It has no influence on who may call what. */
          | "served"
          /** It has no influence on who may call what. */
          | "ignored"
          /** It has no influence on who may call what, and the gate cannot serve it and refuses it. */
          | "unserved"
          /** The provider computes it. A configuration cannot write it. */
          | "computed";
      }
    | ({ readonly is: "not evaluated" } & NotEvaluated)
    /** A block, or a list of blocks. An attribute that is not listed is unknown. */
    | {
        readonly is: "block";
        readonly attributes: Attributes;
        /** Members that only AWS assigns: they are known after apply. */
        readonly assigns?: readonly string[];
      }
  );

export type Attributes = Readonly<Record<string, Attribute>>;

/** It could have an influence on access, and is not evaluated: the reader gives a notice. */
export interface NotEvaluated {
  readonly message: string;
  /** The value for which there is no notice. */
  readonly unless?: string | boolean;
  /** It may let in callers that the model does not show: the gate refuses it, and readers show it as a danger. */
  readonly opens?: boolean;
  /** It matters to how the gate serves, and not to who may call what. */
  readonly serving?: boolean;
  /** The gate serves it: only reviews give the notice. */
  readonly served?: boolean;
}

interface Facts {
  /**
   * Attributes of other resources, `type.attribute`, of which this is always one, unchanged. A plan contains only the
   * references of an unknown argument, not its expression; for such an argument, the reference is the value. Where
   * the plan does not contain the referenced attribute, it is the first of these.
   */
  readonly links?: readonly string[];
  /** The argument is a list or map, and its elements are linked. */
  readonly plural?: true;
  /** The value is these two attributes with a colon between them. */
  readonly joined?: readonly [string, string];
  /** The value is a text before an attribute of another resource. */
  readonly around?: Around;
  /** Stands in for the value that AWS assigns when the Terraform is applied. */
  readonly assigned?: StandIn;
  /** The provider repeats values of resources of another type here. */
  readonly mirrors?: Mirror;
  /** A change of it replaces the resource. */
  readonly replaces?: true;
  /**
   * Only older provider versions than the pinned one have it, or only newer ones; or it is computed in the pinned
   * version and an argument in newer ones.
   */
  readonly version?: "older" | "newer" | "newer argument";
}

export interface Around {
  readonly before: string;
  /** `aws_cognito_user_pool.endpoint` */
  readonly of: string;
  /** Other attributes of that resource from which the same text is made. */
  readonly orOf: readonly string[];
}

export interface Mirror {
  readonly type: string;
  /** The argument of that type that names this resource. */
  readonly holder: string;
  /** The argument of that type whose value is repeated. */
  readonly key: string;
}

export const read: Attribute = { is: "read" };
export const served: Attribute = { is: "served" };
export const ignored: Attribute = { is: "ignored" };
export const unserved: Attribute = { is: "unserved" };
export const computed: Attribute = { is: "computed" };

/** An attribute that is read to serve only. */
export function forServing(attribute: Attribute): Attribute {
  return attribute.is === "read" ? { ...attribute, is: "served" } : attribute;
}

/** Computed by the provider, with a stand-in until the Terraform is applied. */
export function assigned(standIn: StandIn): Attribute {
  return { is: "computed", assigned: standIn };
}

/** Assigned where the configuration does not write it. */
export function orAssigned(attribute: Attribute, standIn: StandIn): Attribute {
  return { ...attribute, assigned: standIn };
}

export function notEvaluated(message: string, options: Omit<NotEvaluated, "message"> = {}): Attribute {
  return { is: "not evaluated", message, ...options };
}

/** @param assigns members that only AWS assigns: they are known after apply, and no configuration writes them */
export function block(attributes: Attributes, assigns: readonly string[] = []): Attribute {
  return { is: "block", attributes, ...(assigns.length > 0 && { assigns }) };
}

/** Read; the value is one of these attributes, as `aws_iam_role.arn`. */
export function link(...targets: readonly string[]): Attribute {
  return { is: "read", links: targets };
}

/** Read; each element of the list or map is one of these attributes. */
export function links(...targets: readonly string[]): Attribute {
  return { is: "read", links: targets, plural: true };
}

/** Read; the value is two attributes with a colon between them. */
export function joined(first: string, second: string): Attribute {
  return { is: "read", joined: [first, second] };
}

/** Read; the value is a text before an attribute, or the same text made from another attribute of that resource. */
export function around(before: string, of: string, ...orOf: readonly string[]): Attribute {
  return { is: "read", around: { before, of, orOf } };
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
