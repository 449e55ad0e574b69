/** The answer to one question of access: a word with its reason, never a bare boolean. */

export interface Decision {
  /** `unknown` where the Terraform does not say, for instance before apply; the gate refuses it. */
  readonly outcome: "allow" | "deny" | "unknown";
  /** One sentence for people. */
  readonly reason: string;
  /** The resource, and the statement in it, that decided. */
  readonly source?: Source;
  /** On a refusal by policy: a Deny statement was met, where otherwise no Allow was. */
  readonly explicit?: true;
  /** On a refusal: API Gateway's own name for it. */
  readonly refusal?: Refusal;
  /**
   * Of an unknown outcome: all that it depends on, worked out when it is asked for. Two unknown decisions are equal only
   * if these are. Absent where nobody said it: then it may depend on anything.
   */
  readonly dependsOn?: () => readonly Dependence[];
}

/** A thing that an unknown decision depends on. */
export interface Dependence {
  /** Of a resource, or what is there in its place: an ARN, a path. */
  readonly address: string;
  /** The argument that decides; absent where any of the resource's may. */
  readonly argument?: string;
  /** The same text on two sides means the same influence. Absent: what the resource says decides. */
  readonly text?: string;
}

export interface Source {
  /** `api/aws_iam_role_policy.user` */
  readonly address: string;
  /** Index of the statement in the policy, from 0. */
  readonly statement?: number;
}

/** API Gateway's gateway response types, as far as a refused caller can meet them. */
export type Refusal =
  | "ACCESS_DENIED"
  | "API_CONFIGURATION_ERROR"
  | "AUTHORIZER_CONFIGURATION_ERROR"
  | "AUTHORIZER_FAILURE"
  | "EXPIRED_TOKEN"
  | "INVALID_API_KEY"
  | "INVALID_SIGNATURE"
  | "MISSING_AUTHENTICATION_TOKEN"
  | "QUOTA_EXCEEDED"
  | "THROTTLED"
  | "UNAUTHORIZED";
