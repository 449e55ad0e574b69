import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { removeUser } from "../accounts/remove-user";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser = poolOperation({
  name: "AdminDeleteUser",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    await removeUser(findUser(input.Username, context), context);
    return {};
  },
});
