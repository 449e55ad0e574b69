import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUserGlobalSignOut.html */
export const adminUserGlobalSignOut = poolOperation({
  name: "AdminUserGlobalSignOut",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput }),
  async run(input, context) {
    await context.directory.signOut(findUser(input.Username, context));
    return {};
  },
});
