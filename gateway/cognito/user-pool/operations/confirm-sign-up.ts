import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import { confirmedAttributes, confirmUser } from "../accounts/confirm-user";
import { openSignUpSession, signUpSession } from "../accounts/sign-up-session";
import { codeExpired, useCode } from "../accounts/use-code";
import { aliasesOf, checkAliases } from "../accounts/user-names";
import { appRequest, clientOfApp } from "../app-request";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const confirmSignUp = userPoolOperation({
  name: "ConfirmSignUp",
  input: v.object({
    ...appRequest,
    ConfirmationCode: requiredText,
    Session: v.optional(v.string()),
    ForceAliasCreation: v.optional(v.boolean(), false),
  }),
  async run(input, context) {
    const { client, pool } = clientOfApp(input, context);
    const name = input.Username;
    const user = context.directory.users.find(pool, name);
    const mayConfirm = user?.isEnabled && user.status === "UNCONFIRMED";
    // That a user is confirmed would tell that there is one.
    if (!mayConfirm && client.settings.hidesUserExistence) throw codeExpired();
    if (user === undefined)
      throw cognitoError("UserNotFoundException", "Username/client id combination not found.");
    if (!user.isEnabled) throw notAuthorized("User is disabled.");
    if (user.status !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    if (input.Session) openSignUpSession(input.Session, user, { client, pool }, context);
    const attribute = await useCode(
      user,
      {
        purpose: "sign-up",
        code: input.ConfirmationCode,
        accept: (sentTo) => {
          const aliases = aliasesOf(confirmedAttributes(user, sentTo), pool);
          checkAliases(user, aliases, { context, pool, isForced: input.ForceAliasCreation });
        },
      },
      context,
    );
    await confirmUser(
      user,
      attribute,
      { pool, clientId: client.id, clientMetadata: input.ClientMetadata },
      context,
    );
    return signUpSession(user, { client, pool, confirmed: attribute }, context);
  },
});
