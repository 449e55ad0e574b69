import { fits, pattern } from "../../terraform/access/iam";
import type { LambdaFunction } from "../../terraform/model";

/**
 * Whether a function's policy (aws_lambda_permission) lets a service of AWS invoke it on behalf of a source.
 *
 * @param sourceArn ARN of the source: a method of an API, an authorizer, a user pool.
 */
export function mayInvoke(
  target: Pick<LambdaFunction, "permissions">,
  service: "apigateway.amazonaws.com" | "cognito-idp.amazonaws.com",
  sourceArn: string,
): boolean {
  return target.permissions.some(
    ({ principal, sourceArn: allowed }) =>
      // Matched as by IAM's ArnLike.
      principal === service && (allowed === undefined || fits(patternOf(allowed), sourceArn)),
  );
}

/** Of the Terraform, so there are few of them. */
const patterns = new Map<string, ReturnType<typeof pattern>>();

function patternOf(text: string): ReturnType<typeof pattern> {
  const known = patterns.get(text) ?? pattern(text);
  patterns.set(text, known);
  return known;
}
