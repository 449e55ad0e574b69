import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import { passwordInput } from "../accounts/password-policy";
import { checkNewPassword, setPassword } from "../accounts/set-password";
import { codeMismatch, useCode } from "../accounts/use-code";
import { appRequest, clientOfApp } from "../app-request";
import { postConfirmation } from "../triggers/post-confirmation";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const confirmForgotPassword = userPoolOperation({
  name: "ConfirmForgotPassword",
  input: v.object({
    ...appRequest,
    ConfirmationCode: requiredText,
    Password: passwordInput,
  }),
  async run(input, context) {
    const { ClientMetadata: clientMetadata, Password: password, Username: name } = input;
    const { client, pool } = clientOfApp(input, context);
    const user = context.directory.users.find(pool, name);
    if (user === undefined || !user.isEnabled) {
      if (client.settings.hidesUserExistence) throw codeMismatch();
      if (user !== undefined) throw notAuthorized("User is disabled.");
      throw cognitoError("UserNotFoundException", "Username/client id combination not found.");
    }
    const change = { password, pool, status: "CONFIRMED" } as const;
    await useCode(
      user,
      {
        purpose: "forgot-password",
        code: input.ConfirmationCode,
        accept: () => checkNewPassword(user, change, context),
      },
      context,
    );
    const changed = await setPassword(user, change, context);
    await context.directory.attempts.succeeded({ poolId: pool.id, name: user.username, isKnown: true });
    const source = "PostConfirmation_ConfirmForgotPassword";
    await postConfirmation({ source, pool, clientId: client.id, user: changed, clientMetadata }, context);
    return {};
  },
});
