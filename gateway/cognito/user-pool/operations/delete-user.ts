import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { removeUser } from "../accounts/remove-user";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUser.html */
export const deleteUser = userPoolOperation({
  name: "DeleteUser",
  input: v.object({ AccessToken: requiredText }),
  async run({ AccessToken: token }, context) {
    await removeUser(signedInUser(token, context).user, context);
    return {};
  },
});
