import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";
import { preferenceEntries, preferredMfa } from "../mfa-preference";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserMFAPreference.html */
export const adminSetUserMfaPreference = poolOperation({
  name: "AdminSetUserMFAPreference",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput, ...preferenceEntries }),
  async run({ UserPoolId: _, Username: name, ...preference }, context) {
    const user = findUser(name, context);
    const mfa = preferredMfa(user, preference, context.pool);
    await context.directory.users.change(user, (present) => ({ ...present, mfa }));
    return {};
  },
});
