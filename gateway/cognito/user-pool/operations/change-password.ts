import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { notAuthorized } from "../../exceptions";
import { isPassword } from "../../srp/password";
import { passwordInput } from "../accounts/password-policy";
import { setPassword } from "../accounts/set-password";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/**
 * A user who has no password yet gives no former one.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html
 */
export const changePassword = userPoolOperation({
  name: "ChangePassword",
  input: v.object({
    AccessToken: requiredText,
    PreviousPassword: v.optional(v.string()),
    ProposedPassword: passwordInput,
  }),
  async run(input, context) {
    const { pool, user } = signedInUser(input.AccessToken, context);
    const { attempts } = context.directory;
    const attempted = { poolId: pool.id, name: user.username, isKnown: true };
    if (await attempts.isLocked(attempted, context.now())) throw notAuthorized("Password attempts exceeded");
    if (user.password !== undefined && !isPassword(user, input.PreviousPassword ?? "", user.password)) {
      await attempts.failed(attempted, context.now());
      throw notAuthorized("Incorrect username or password.");
    }
    await setPassword(user, { pool, password: input.ProposedPassword, status: "CONFIRMED" }, context);
    await attempts.succeeded(attempted);
    return {};
  },
});
