import type { Api, Operation } from "./api";
import type { AttachedPolicy } from "./iam";

/**
 * The URL of a function, aws_lambda_function_url, as an API with one stage and one route: all requests go to the
 * function. `executionArn` is the ARN of the function or of its alias.
 */
export interface FunctionUrl extends Api {
  readonly kind: "url";
  /** What each aws_lambda_permission permits, as a resource policy. */
  readonly permissions: readonly AttachedPolicy[];
  readonly methods: readonly UrlRoute[];
  readonly authorizers: readonly [];
}

export interface UrlRoute extends Operation {
  readonly verb: "ANY";
  readonly path: "$default";
  readonly authorization: UrlAuthorization;
}

/** Of `aws_lambda_function_url.authorization_type`. */
export type UrlAuthorization = "NONE" | "AWS_IAM";
