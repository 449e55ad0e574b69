import type { Known } from "./known";
import type { PolicyDocument } from "./policy";

export interface IamRole {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `AROA…` */
  readonly uniqueId: string;
  readonly maxSessionSeconds: number;
  readonly trust: Known<PolicyDocument>;
  readonly policies: readonly AttachedPolicy[];
  /** The permissions boundary: what it does not allow, no identity policy does. */
  readonly boundary?: AttachedPolicy;
  /** Its tags, with those that its provider gives. Only the gate asks; absent where they are not known. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Whether this Terraform only hangs policies on it, and it is made elsewhere. Default false. */
  readonly isOutside?: boolean;
}

export interface IamUser {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `AIDA…` */
  readonly uniqueId: string;
  /** Names of the groups that it is in. */
  readonly groups: readonly string[];
  /** Its own policies and those of its groups. */
  readonly policies: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
  /** Whether this Terraform only hangs policies on it, and it is made elsewhere. Default false. */
  readonly isOutside?: boolean;
}

export interface IamGroup {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
  /** As of a role. */
  readonly isOutside?: boolean;
}

/** A managed policy of this Terraform. */
export interface ManagedPolicy extends AttachedPolicy {
  readonly arn: string;
}

export interface AttachedPolicy {
  /** The resource that holds the policy's text: `api/aws_iam_role_policy.user`. */
  readonly address: string;
  readonly name: string;
  /** Address of the resource that attaches it, where it is not known whether that is there. */
  readonly attachment?: string;
  /** Whether it stands for all that a principal made elsewhere may have there: it is the same on two sides. */
  readonly isElsewhere?: true;
  /** Unknown where the Terraform only names the policy, as with one that AWS manages. */
  readonly document: Known<PolicyDocument>;
}
