import type { Decision, Operation } from "../../../model";
import type { Prepared } from "../prepared";
import type { Question } from "../question";
import type { Caller } from "../request";

/** One kind of authorization: what the reader, the decision and the matrix need to know of it. */
export interface Lock {
  /** Its name in the matrix: `iam`. */
  readonly label: string;
  /** Whether a method's `authorization_scopes` have an effect. */
  readonly scoped: boolean;
  /** What its callers show. */
  readonly credentials: Credentials;
  /** What of the credentials it does not check, so that what answers the method must. @default nothing */
  readonly leaves?: (method: Pick<Operation, "scopes">) => readonly LeftCheck[];
  /** Decides about a caller. What does not fit the lock, such as a token where it takes signatures, is refused. */
  decide(question: Question, caller: Caller, prepared: Prepared): Decision;
}

/** Checks that a lock may leave to what answers the method: `token-kind`, whether a token is an access token or an ID token. */
export const LEFT_CHECKS = ["token-kind"] as const;
export type LeftCheck = (typeof LEFT_CHECKS)[number];

export type Credentials =
  /** Nothing: the method is open. */
  | "none"
  /** A signature with the credentials of an IAM principal. */
  | "iam-signature"
  /** A token of a user pool. */
  | "user-pool-token"
  /** A token of the authorizer's issuer. */
  | "issuer-token"
  /** Whatever the Lambda authorizer's function accepts. */
  | "lambda-authorizer";
