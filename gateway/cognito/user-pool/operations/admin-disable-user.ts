import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/**
 * The user cannot sign in, and the sessions end.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export const adminDisableUser = poolOperation({
  name: "AdminDisableUser",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    const user = findUser(input.Username, context);
    await context.directory.users.change(user, (present) => ({ ...present, isEnabled: false }));
    await context.directory.families.revokeAll(user);
    return {};
  },
});
