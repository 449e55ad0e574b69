import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { removeUser } from "../remove-user";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser = poolOperation({
  name: "AdminDeleteUser",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    await removeUser(findUser(input.Username, context), context);
    return {};
  },
});
