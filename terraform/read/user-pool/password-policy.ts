import { TerraformError } from "../../error";
import type { PasswordPolicy } from "../../model";
import type { Fields } from "../fields";

/** Of a pool whose Terraform has no `password_policy`. */
const DEFAULT: PasswordPolicy = {
  minimumLength: 8,
  requiresLowercase: true,
  requiresUppercase: true,
  requiresNumbers: true,
  requiresSymbols: true,
  historySize: 0,
  temporaryPasswordDays: 7,
};

/**
 * A `password_policy` that does not require a kind of characters switches that off.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED` for a number that Cognito would refuse
 */
export function readPasswordPolicy(pool: Fields): PasswordPolicy {
  const [policy] = pool.blocks("password_policy");
  if (!policy) return DEFAULT;
  return {
    minimumLength: within(policy, "minimum_length", { least: 6, most: 99, otherwise: 8 }),
    requiresLowercase: policy.flag("require_lowercase", false),
    requiresUppercase: policy.flag("require_uppercase", false),
    requiresNumbers: policy.flag("require_numbers", false),
    requiresSymbols: policy.flag("require_symbols", false),
    historySize: within(policy, "password_history_size", { least: 1, most: 24, otherwise: 0 }),
    temporaryPasswordDays: within(policy, "temporary_password_validity_days", {
      least: 1,
      most: 365,
      otherwise: 7,
    }),
  };
}

/** A whole number. A state writes 0 for one that is not set. */
export function within(
  fields: Fields,
  name: string,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const number = fields.number(name, 0);
  if (number === 0) return otherwise;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${name} is ${number}, expected ${least} to ${most}`,
    fields.address,
  );
}
