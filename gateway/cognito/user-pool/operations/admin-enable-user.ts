import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const adminEnableUser = poolOperation({
  name: "AdminEnableUser",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    const user = findUser(input.Username, context);
    await context.directory.users.change(user, (present) => ({ ...present, isEnabled: true }));
    return {};
  },
});
