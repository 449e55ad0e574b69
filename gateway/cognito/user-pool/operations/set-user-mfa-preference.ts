import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { preferenceEntries, preferredMfa } from "../mfa-preference";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SetUserMFAPreference.html */
export const setUserMfaPreference = userPoolOperation({
  name: "SetUserMFAPreference",
  input: v.object({ AccessToken: requiredText, ...preferenceEntries }),
  async run({ AccessToken: token, ...preference }, context) {
    const { pool, user } = signedInUser(token, context);
    const mfa = preferredMfa(user, preference, pool);
    await context.directory.users.change(user, (present) => ({ ...present, mfa }));
    return {};
  },
});
