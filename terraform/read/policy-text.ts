import { type PolicyPlace, parsePolicy } from "../access/iam";
import { TerraformError } from "../error";
import { Unresolved } from "../language/expression";
import type { Known, PolicyDocument } from "../model";
import type { Fields } from "./fields";
import { partlyKnownPolicy } from "./partly-known-policy";

/**
 * The policy in an argument. One that IAM would not take is an error for a strict reader; for others it is not
 * known what it comes to. Where one is made from values of which an ARN is not known, only the statements with it are not.
 *
 * @throws TerraformError `POLICY_MALFORMED`, of a strict reader
 */
export function policyIn(fields: Fields, argument: string, place: PolicyPlace): Known<PolicyDocument> {
  const value = fields.raw(argument);
  if (fields.uncertain !== undefined) return { unknown: fields.uncertain };
  if (value instanceof Unresolved) {
    const partly = partlyKnownPolicy(value);
    return partly ? policyOf(partly, fields, place) : { unknown: value.unknown };
  }
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
