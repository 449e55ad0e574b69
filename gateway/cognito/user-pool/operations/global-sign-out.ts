import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/**
 * Ends all sessions of the user. Tokens still verify until they expire, and API Gateway takes them, as in AWS.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html
 */
export const globalSignOut = userPoolOperation({
  name: "GlobalSignOut",
  input: v.object({ AccessToken: requiredText }),
  async run({ AccessToken: token }, context) {
    await context.directory.signOut(signedInUser(token, context).user);
    return {};
  },
});
