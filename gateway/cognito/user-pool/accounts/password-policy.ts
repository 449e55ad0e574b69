import * as v from "valibot";
import type { PasswordPolicy } from "../../../../terraform/model";
import { cognitoError } from "../../exceptions";

/**
 * Characters that count as symbols.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** What Cognito demands of every password, whatever the pool's policy. */
export const passwordInput = v.pipe(
  v.string(),
  v.minLength(6, constraint("Member must have length greater than or equal to 6")),
  v.maxLength(256, constraint("Member must have length less than or equal to 256")),
  v.regex(/^\S+.*\S+$/, constraint("Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$")),
);

/** How the operations begin the message: they differ in it. */
export type PolicySentence =
  | "Password did not conform with policy"
  | "Password did not conform with password policy"
  | "Password does not conform to policy";

/** @throws {ServiceError} `InvalidPasswordException`, with the first part of the policy that is not met */
export function checkPassword(password: string, policy: PasswordPolicy, sentence: PolicySentence): void {
  const unmet = unmetPart(password, policy);
  if (unmet !== undefined) throw cognitoError("InvalidPasswordException", `${sentence}: ${unmet}`);
}

function unmetPart(password: string, policy: PasswordPolicy): string | undefined {
  if (password.length < policy.minimumLength) return "Password not long enough";
  if (policy.requiresLowercase && !/[a-z]/.test(password)) return "Password must have lowercase characters";
  if (policy.requiresUppercase && !/[A-Z]/.test(password)) return "Password must have uppercase characters";
  if (policy.requiresNumbers && !/[0-9]/.test(password)) return "Password must have numeric characters";
  if (policy.requiresSymbols && !SYMBOL.test(password)) return "Password must have symbol characters";
  return undefined;
}

function constraint(what: string): string {
  return `1 validation error detected: Value at 'password' failed to satisfy constraint: ${what}`;
}
