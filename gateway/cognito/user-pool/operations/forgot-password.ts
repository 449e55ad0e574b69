import * as v from "valibot";
import { requiredText, textMap } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { simulatedDelivery } from "../accounts/deliveries";
import { sendResetCode } from "../accounts/reset-password";
import { usernameInput } from "../accounts/user-names";
import { checkSecretHash } from "../client-secret";
import { migrateUser } from "../triggers/user-migration";
import { findClient, userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = userPoolOperation({
  name: "ForgotPassword",
  input: v.object({
    ClientId: requiredText,
    Username: usernameInput,
    SecretHash: v.optional(v.string()),
    ClientMetadata: textMap,
  }),
  async run(input, context) {
    const { ClientMetadata: clientMetadata, Username: name } = input;
    const { client, pool } = findClient(context, input.ClientId);
    checkSecretHash(client, { hash: input.SecretHash, username: name, seal: context.seal });
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
