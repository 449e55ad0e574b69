import { functionArnIn, stagedFunctionArnIn } from "../access/decide";
import { TerraformError } from "../error";
import type { Fields } from "./fields";

/** The role by which a function is invoked; the caller's own credentials are none. */
export function invokedAs(credentials: unknown): { readonly invokedAs?: string } {
  return typeof credentials === "string" && credentials !== OF_CALLER ? { invokedAs: credentials } : {};
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
export const OF_CALLER = "arn:aws:iam::*:user/*";

/**
 * The function that an integration's or authorizer's URI invokes.
 *
 * Stage variables may be in it for a strict reader: the gate replaces them.
 *
 * @returns undefined, for a reader that is not strict, where the URI is unknown or does not invoke a function
 */
export function functionArnOf(fields: Fields, argument: string, strict: boolean): string | undefined {
  const uri = fields.link(argument);
  const arn = strict ? stagedFunctionArnIn(uri) : functionArnIn(uri);
  if (arn !== undefined || !strict) return arn;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${argument} is ${uri}, expected the invoke_arn of a Lambda function`,
    fields.address,
  );
}
