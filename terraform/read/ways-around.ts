import type { ApiModel, LambdaFunction, RestApi } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** Reports functions that can be called without the API and its locks: by their policies, or by their own URLs. */
export function checkWaysAround(
  { apis, functions }: Pick<ApiModel, "apis" | "functions">,
  resources: Resources,
): void {
  for (const permission of resources.ofType("aws_lambda_permission")) checkPermission(permission, resources);
  for (const url of resources.ofType("aws_lambda_function_url")) checkUrl(url, apis, functions, resources);
}

/**
 * Without a source_arn, any API of any account may invoke the function, also one without locks.
 * https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
 */
function checkPermission(permission: Fields, resources: Resources): void {
  const { address } = permission;
  const given = (argument: string) => permission.optionalLink(argument);
  if (!/^lambda:(InvokeFunction|\*)$/.test(permission.label("action"))) return;
  if (given("source_account") !== undefined || given("principal_org_id") !== undefined) return;
  const principal = permission.link("principal");
  const anywhere = (given("source_arn") ?? "*") === "*";
  if (principal === "*")
    resources.danger(address, "principal is *: anyone may invoke the function, around the API");
  else if (principal === "apigateway.amazonaws.com" && anywhere)
    resources.danger(
      address,
      "it has no source_arn: API Gateway may invoke the function for any API, also for one without locks",
    );
}

function checkUrl(
  url: Fields,
  apis: readonly RestApi[],
  functions: readonly LambdaFunction[],
  resources: Resources,
): void {
  const type = url.unknownOf("authorization_type") ?? url.optionalText("authorization_type");
  if (type === "AWS_IAM") return;
  const name = url.link("function_name");
  const behind = apis
    .flatMap(({ methods }) => methods)
    .find(({ integration }) => names(name, integration.functionArn, functions));
  if (behind)
    resources.danger(
      url.address,
      `authorization_type is ${type ?? "missing"}: anyone may call the function that is behind ${behind.address} by its own URL`,
    );
}

/** A function is named by its name or by its ARN, either with an alias or without. */
function names(name: string, arn: string | undefined, functions: readonly LambdaFunction[]): boolean {
  if (arn === undefined) return false;
  if (arn === name || arn.startsWith(`${name}:`)) return true;
  return functions.some((lambda) => lambda.name === name && `${arn}:`.startsWith(`${lambda.arn}:`));
}
