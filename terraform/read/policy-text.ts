import { TerraformError } from "../error";
import { type PolicyPlace, parsePolicy } from "../iam/parse";
import type { PolicyDocument } from "../iam/policy";
import type { Known } from "../model/known";
import type { Fields } from "./fields";

/**
 * The policy in an argument. One that IAM would not take is an error for a strict reader; for others it is not
 * known what it comes to.
 *
 * @throws TerraformError `policy-malformed`, of a strict reader
 */
export function policyIn(fields: Fields, argument: string, place: PolicyPlace): Known<PolicyDocument> {
  const unknown = fields.uncertain ?? fields.unresolved(argument);
  if (unknown !== undefined) return { unknown };
  return policyOf(fields.text(argument), fields, place);
}

export function policyOf(
  text: unknown,
  { address, strict }: Pick<Fields, "address" | "strict">,
  place: PolicyPlace,
): Known<PolicyDocument> {
  try {
    return parsePolicy(text, address, place);
  } catch (error) {
    if (strict || !(error instanceof TerraformError)) throw error;
    return { unknown: error.message };
  }
}
