import type { LambdaFunction } from "../../terraform/model/function";

/**
 * Whether a function's own policy (aws_lambda_permission) lets a service of AWS invoke it on behalf of a source.
 *
 * @param sourceArn ARN of what asks: a method of an API, an authorizer, a user pool.
 */
export function mayInvoke(
  target: Pick<LambdaFunction, "permissions">,
  service: "apigateway.amazonaws.com" | "cognito-idp.amazonaws.com",
  sourceArn: string,
): boolean {
  return target.permissions.some(
    ({ principal, sourceArn: pattern }) =>
      principal === service && (pattern === undefined || matchesArn(pattern, sourceArn)),
  );
}

/** `*` stands for any text and `?` for one character, as in IAM's ArnLike. */
function matchesArn(pattern: string, arn: string): boolean {
  const source = pattern
    .split(/([*?])/)
    .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part.replace(/[\\^$.|+()[\]{}]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "s").test(arn);
}
