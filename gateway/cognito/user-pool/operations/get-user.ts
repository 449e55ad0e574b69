import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedInUser } from "../signed-in-user";
import { mfaOutput, ownAttributesOutput } from "../user-output";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser = userPoolOperation({
  name: "GetUser",
  input: v.object({ AccessToken: requiredText }),
  run({ AccessToken: token }, context) {
    const { client, user } = signedInUser(token, context);
    return {
      Username: user.username,
      UserAttributes: ownAttributesOutput(user, client),
      ...mfaOutput(user),
    };
  },
});
