import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
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
    const { attributes, password } = user;
    const has = {
      PASSWORD: password !== undefined,
      EMAIL_OTP: attributes.email_verified === "true",
      SMS_OTP: attributes.phone_number_verified === "true",
      WEB_AUTHN: false,
    };
    return {
      Username: user.username,
      ...mfaOutput(user),
      ConfiguredUserAuthFactors: pool.settings.firstFactors.filter((factor) => has[factor]),
    };
  },
});
