import { TerraformError } from "../error";
import type { Fields } from "./fields";

const INVOCATION =
  /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(arn:[^/$]+)\/invocations$/;

/** The function that an integration's or authorizer's URI invokes. */
export function functionArnOf(fields: Fields, argument: string): string {
  const uri = fields.text(argument);
  const arn = INVOCATION.exec(uri)?.[1];
  if (arn !== undefined) return arn;
  throw new TerraformError(
    "argument-unsupported",
    `${argument} is ${uri}, expected the invoke_arn of a Lambda function`,
    fields.address,
  );
}
