import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { notAuthorized } from "../../exceptions";
import { confirmUser } from "../accounts/confirm-user";
import { aliasesOf, checkAliases, usernameInput } from "../accounts/user-names";
import { findUser } from "../administration/find-user";
import { poolOperation } from "../administration/signed-operation";

/**
 * Confirms a user without a code; that verifies no address.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html
 */
export const adminConfirmSignUp = poolOperation({
  name: "AdminConfirmSignUp",
  input: v.object({ UserPoolId: requiredText, Username: usernameInput, ClientMetadata: textMap }),
  async run(input, context) {
    const user = findUser(input.Username, context);
    if (user.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    checkAliases(user, aliasesOf(user.attributes, context.pool), { context, pool: context.pool });
    await confirmUser(user, undefined, { pool: context.pool, clientMetadata: input.ClientMetadata }, context);
    await context.directory.codes.forget(user);
    return {};
  },
});
