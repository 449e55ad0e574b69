import { fits, pattern } from "../../terraform/access/iam";
import type { ApiModel, LambdaFunction } from "../../terraform/model";
import { refusedToRole } from "../credentials/role-caller";
import type { HttpRequest } from "../http/message";
import { keep } from "../keep";

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
  const answers = answered.get(target.permissions) ?? new Map<string, boolean>();
  answered.set(target.permissions, answers);
  const key = `${service} ${sourceArn}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const may = target.permissions.some(
    ({ principal, sourceArn: allowed }) =>
      // Matched as by IAM's ArnLike.
      principal === service && (allowed === undefined || fits(patternOf(allowed), sourceArn)),
  );
  keep(answers, key, may, KEPT);
  return may;
}

/** Answers for the permissions of a function. A source has the caller's verb in it, so there may be many. */
const answered = new WeakMap<LambdaFunction["permissions"], Map<string, boolean>>();
const KEPT = 1_000;

/**
 * Whether API Gateway may invoke a function by a role that an integration or authorizer names: the role trusts API
 * Gateway, and its policies allow it. A role that is not in the Terraform may do nothing.
 */
export function mayInvokeAs(
  { arn }: Pick<LambdaFunction, "arn">,
  roleArn: string,
  {
    model,
    now,
    request,
  }: { readonly model: ApiModel; readonly now: () => Date; readonly request: HttpRequest },
): boolean {
  const role = model.roles.find((candidate) => candidate.arn === roleArn);
  if (!role || "unknown" in role.trust) return false;
  const isTrusting = role.trust.statements.some(
    ({ effect, principals }) =>
      effect === "Allow" && principals?.Service?.includes("apigateway.amazonaws.com"),
  );
  const caller = { role, sessionName: "BackplaneAssumeRoleSession" };
  const asked = { action: "lambda:InvokeFunction", resource: arn };
  return isTrusting && refusedToRole(caller, asked, request, { model, now }) === undefined;
}

/** Of the Terraform, so there are few of them. */
const patterns = new Map<string, ReturnType<typeof pattern>>();

function patternOf(text: string): ReturnType<typeof pattern> {
  const known = patterns.get(text) ?? pattern(text);
  patterns.set(text, known);
  return known;
}
