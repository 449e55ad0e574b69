import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteWebAuthnCredential.html */
export const deleteWebAuthnCredential = userPoolOperation({
  name: "DeleteWebAuthnCredential",
  input: v.object({ AccessToken: requiredText, CredentialId: requiredText }),
  async run({ AccessToken: token, CredentialId: id }, context) {
    const { user } = signedInUser(token, context);
    if (!user.passkeys?.some((passkey) => passkey.id === id))
      throw cognitoError("ResourceNotFoundException", "The user has no such credential.");
    await context.directory.users.change(user, ({ passkeys = [], ...present }) => ({
      ...present,
      passkeys: passkeys.filter((passkey) => passkey.id !== id),
    }));
    return {};
  },
});
