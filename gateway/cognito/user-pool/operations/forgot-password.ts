import * as v from "valibot";
import { cognitoError } from "../../exceptions";
import { simulatedDelivery } from "../accounts/deliveries";
import { sendResetCode } from "../accounts/reset-password";
import { appRequest, clientOfApp } from "../app-request";
import { migrateUser } from "../triggers/user-migration";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = userPoolOperation({
  name: "ForgotPassword",
  input: v.object(appRequest),
  async run(input, context) {
    const { ClientMetadata: clientMetadata, Username: name } = input;
    const { client, pool } = clientOfApp(input, context);
    const hides = client.settings.hidesUserExistence;
    const user =
      context.directory.users.find(pool, name) ??
      (await migrateUser({ name, clientMetadata }, { ...context, pool, client }).catch((error: unknown) => {
        if (!hides) throw error;
        return undefined;
      }));
    if (user === undefined && !hides)
      throw cognitoError("UserNotFoundException", "Username/client id combination not found.");
    const sent =
      user && (await sendResetCode(user, { pool, clientId: client.id, clientMetadata, hides }, context));
    return { CodeDeliveryDetails: sent ?? simulatedDelivery(name, context) };
  },
});
