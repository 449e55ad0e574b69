import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { passwordInput } from "../accounts/password-policy";
import { setPassword } from "../accounts/set-password";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

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
