import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { canBegin } from "../sign-in/factors";
import { signedInUser } from "../signed-in-user";
import { mfaOutput } from "../user-output";
import { userPoolOperation } from "../user-pool-operation";

/**
 * By what the user may begin a sign-in, of what the pool lets USER_AUTH begin with.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserAuthFactors.html
 */
export const getUserAuthFactors = userPoolOperation({
  name: "GetUserAuthFactors",
  input: v.object({ AccessToken: requiredText }),
  run({ AccessToken: token }, context) {
    const { pool, user } = signedInUser(token, context);
    return {
      Username: user.username,
      ...mfaOutput(user),
      ConfiguredUserAuthFactors: pool.settings.firstFactors.filter((factor) => canBegin(user, factor)),
    };
  },
});
