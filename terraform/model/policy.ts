/** IAM policy documents as data: every field that IAM lets be one value or a list is a list here. */

export type Effect = "Allow" | "Deny";

export interface PolicyDocument {
  /** Policy variables (`${aws:username}`) are literal text under 2008-10-17, IAM's default. */
  readonly version: "2012-10-17" | "2008-10-17";
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid?: string;
  readonly effect: Effect;
  /** Of a resource or trust policy only. `*` as a type is `"Principal": "*"`. */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
  readonly notPrincipals?: Readonly<Record<string, readonly string[]>>;
  /** Exactly one of actions and notActions is set. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** One of resources and notResources, except in a trust policy, which has neither. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface Condition {
  /** As written: `StringEquals`, `ForAnyValue:StringLike`, `IpAddressIfExists`. */
  readonly operator: string;
  /** As written; IAM compares condition keys without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}
