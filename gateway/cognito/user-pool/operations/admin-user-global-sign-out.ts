import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { findUser } from "../find-user";
import { poolOperation } from "../signed-operation";
import { usernameInput } from "../user-names";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const adminUserGlobalSignOut = poolOperation({
  name: "AdminUserGlobalSignOut",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    await context.directory.signOut(findUser(input.Username, context));
    return {};
  },
});
