import type { Api, Operation } from "./api";
import type { Cors } from "./http-api";
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
  /** `ID.lambda-url.REGION.on.aws`. Only the gate reads it; absent where it is not known. */
  readonly host?: string;
  /** What it tells browsers about other origins. Only the gate reads it; absent where the function does. */
  readonly cors?: Cors;
  /**
   * Of a URL without a lock: why AWS refuses all callers nevertheless. Only the gate asks: a permission that is not in the
   * Terraform may be there, so that reviews count the URL as open.
   */
  readonly halfPermitted?: string;
  /** Why the gate does not serve it. Absent where it does. */
  readonly unserved?: string;
}

export interface UrlRoute extends Operation {
  readonly verb: "ANY";
  readonly path: "$default";
  readonly authorization: UrlAuthorization;
  /** Why the gate does not serve it. Absent where it does. */
  readonly unserved?: string;
}

/** Of `aws_lambda_function_url.authorization_type`. */
export type UrlAuthorization = "NONE" | "AWS_IAM";
