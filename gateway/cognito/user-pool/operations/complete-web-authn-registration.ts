import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { addPasskey } from "../passkeys/add-passkey";
import { pendingPasskeys } from "../passkeys/pending";
import { registeredPasskey } from "../passkeys/registration";
import { checkMayRegister } from "../passkeys/relying-party";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CompleteWebAuthnRegistration.html */
export const completeWebAuthnRegistration = userPoolOperation({
  name: "CompleteWebAuthnRegistration",
  input: v.object({ AccessToken: requiredText, Credential: v.unknown() }),
  async run({ AccessToken: token, Credential: given }, context) {
    const signedIn = signedInUser(token, context);
    const { pool, user } = signedIn;
    checkMayRegister(user, pool);
    const challenge = await pendingPasskeys(context).take(signedIn);
    const passkey = await registeredPasskey(given, { challenge, pool, now: context.now() });
    await addPasskey(user, passkey, context);
    return {};
  },
});
