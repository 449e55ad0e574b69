import { type PolicyPlace, parsePolicy } from "../access/iam";
import { TerraformError } from "../error";
import { Unresolved } from "../language/expression";
import type { Known, PolicyDocument } from "../model";
import type { Fields } from "./fields";
import { partlyKnownPolicy } from "./partly-known-policy";

/**
 * The policy in an argument. A policy that IAM would refuse is an error for a strict reader, and unknown for others.
 * Where only ARNs or condition values in it are unknown, only their statements are.
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
