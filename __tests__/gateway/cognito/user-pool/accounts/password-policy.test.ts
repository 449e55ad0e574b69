import {
  checkPassword,
  type PolicySentence,
} from "../../../../../gateway/cognito/user-pool/accounts/password-policy";
import type { PasswordPolicy } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";

const strict = poolSettings.passwordPolicy;
const lax: PasswordPolicy = {
  ...strict,
  minimumLength: 6,
  requiresLowercase: false,
  requiresUppercase: false,
  requiresNumbers: false,
  requiresSymbols: false,
};

/** Messages: amazon-archives/amazon-cognito-identity-js#311 and AWS's own documentation of the sample app. */
test.each<[password: string, policy: PasswordPolicy, unmet: string | undefined]>([
  ["Passw0rd!", strict, undefined],
  ["Pass0!x", strict, "Password not long enough"],
  ["PASSW0RD!", strict, "Password must have lowercase characters"],
  ["passw0rd!", strict, "Password must have uppercase characters"],
  ["Password!", strict, "Password must have numeric characters"],
  ["Passw0rdx", strict, "Password must have symbol characters"],
  ["Passw0rd§", strict, "Password must have symbol characters"],
  ["Passw0r d", strict, "Password must have symbol characters"],
  ["Passw0rd-", strict, undefined],
  ["äöüäöü", lax, undefined],
  ["aaaaa", lax, "Password not long enough"],
  ["passwörd", { ...lax, requiresUppercase: true }, "Password must have uppercase characters"],
])("%s", (password, policy, unmet) => {
  const sentence: PolicySentence = "Password did not conform with policy";
  const check = () => checkPassword(password, policy, sentence);
  if (unmet === undefined) expect(check).not.toThrow();
  else
    expect(check).toThrow(
      expect.objectContaining({ type: "InvalidPasswordException", message: `${sentence}: ${unmet}` }),
    );
});
