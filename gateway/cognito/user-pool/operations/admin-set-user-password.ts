import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { passwordInput } from "../password-policy";
import { setPassword } from "../set-password";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

/**
 * A password that is not permanent must be replaced at the next sign-in.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 */
export const adminSetUserPassword = poolOperation({
  name: "AdminSetUserPassword",
  input: v.object({
    UserPoolId: requiredText,
    Username: usernameInput,
    Password: passwordInput,
    Permanent: v.optional(v.boolean(), false),
  }),
  async run(input, context) {
    const user = findUser(input.Username, context);
    await setPassword(
      user,
      {
        pool: context.pool,
        password: input.Password,
        status: input.Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
      },
      context,
    );
    return {};
  },
});
