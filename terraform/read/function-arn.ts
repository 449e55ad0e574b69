import { functionArnIn } from "../access/decide";
import { TerraformError } from "../error";
import type { Fields } from "./fields";

/**
 * The function that an integration's or authorizer's URI invokes.
 *
 * @returns undefined, for a reader that is not strict, where the URI is unknown or does not invoke a function
 */
export function functionArnOf(fields: Fields, argument: string, strict: boolean): string | undefined {
  const uri = fields.link(argument);
  const arn = functionArnIn(uri);
  if (arn !== undefined || !strict) return arn;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${argument} is ${uri}, expected the invoke_arn of a Lambda function`,
    fields.address,
  );
}
