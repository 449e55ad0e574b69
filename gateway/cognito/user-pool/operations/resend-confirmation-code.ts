import * as v from "valibot";
import { cognitoError } from "../../exceptions";
import { signUpDelivery, simulatedDelivery, usualMedium } from "../accounts/deliveries";
import { sendMessage } from "../accounts/send-message";
import { CODE_LIFETIMES } from "../accounts/use-code";
import { appRequest, clientOfApp } from "../app-request";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const resendConfirmationCode = userPoolOperation({
  name: "ResendConfirmationCode",
  input: v.object(appRequest),
  async run(input, context) {
    const { ClientMetadata: clientMetadata, Username: name } = input;
    const { client, pool } = clientOfApp(input, context);
    const user = context.directory.users.find(pool, name);
    const hides = client.settings.hidesUserExistence;
    const to = user?.status === "UNCONFIRMED" ? signUpDelivery(user.attributes, pool) : undefined;
    // That a user is confirmed, or has no such address, would tell that there is one.
    if (hides && (!user?.isEnabled || to === undefined))
      return { CodeDeliveryDetails: simulatedDelivery(name, context, usualMedium(pool)) };
    if (user === undefined)
      throw cognitoError("UserNotFoundException", "Username/client id combination not found.");
    if (user.status !== "UNCONFIRMED")
      throw cognitoError("InvalidParameterException", "User is already confirmed.");
    if (to === undefined)
      throw cognitoError(
        "InvalidParameterException",
        "Cannot resend codes. Auto verification not turned on.",
      );
    const lifetimeMs = CODE_LIFETIMES["sign-up"];
    const code = await context.directory.codes.issue(user, "sign-up", { lifetimeMs, value: to.attribute });
    const message = { pool, clientId: client.id, user, to, code, lifetimeMs, clientMetadata };
    return { CodeDeliveryDetails: await sendMessage({ ...message, occasion: "ResendCode" }, context) };
  },
});
