import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { sendResetCode } from "../accounts/reset-password";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/**
 * The user gets a code, and cannot sign in until a new password is chosen by it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
 */
export const adminResetUserPassword = poolOperation({
  name: "AdminResetUserPassword",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput, ClientMetadata: textMap }),
  async run(input, context) {
    const { pool } = context;
    const user = findUser(input.Username, context);
    const reset = { pool, clientMetadata: input.ClientMetadata, hides: false };
    await sendResetCode(user, reset, context);
    await context.directory.users.change(user, (present) => ({ ...present, status: "RESET_REQUIRED" }));
    return {};
  },
});
