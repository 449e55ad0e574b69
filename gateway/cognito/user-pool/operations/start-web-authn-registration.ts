import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { pendingPasskeys } from "../passkeys/pending";
import { creationOptions } from "../passkeys/registration";
import { checkMayRegister } from "../passkeys/relying-party";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartWebAuthnRegistration.html */
export const startWebAuthnRegistration = userPoolOperation({
  name: "StartWebAuthnRegistration",
  input: v.object({ AccessToken: requiredText }),
  async run({ AccessToken: token }, context) {
    const signedIn = signedInUser(token, context);
    checkMayRegister(signedIn.user, signedIn.pool);
    const options = creationOptions(signedIn.user, signedIn.pool);
    await pendingPasskeys(context).begin(signedIn, options.challenge);
    return { CredentialCreationOptions: options };
  },
});
