import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import { challenge } from "../challenge";
import { usedPasskey, withCount } from "../passkeys/assertion";
import { countWrong, spend } from "../sign-in/challenge-session";
import { nextStep } from "../sign-in/next-step";

/** WEB_AUTHN: the signature of a passkey, as the first factor of USER_AUTH. */
export const webAuthn = challenge({
  name: "WEB_AUTHN",
  responses: v.object({ CREDENTIAL: requiredText }),
  async answer({ CREDENTIAL: text }, context) {
    const { clientMetadata, directory, pool, state, user } = context;
    const given = parsed(text);
    const { passkeyChallenge } = state;
    const used =
      user && passkeyChallenge !== undefined
        ? await usedPasskey(given, { challenge: passkeyChallenge, pool, user })
        : undefined;
    if (user === undefined || used === undefined) {
      await countWrong(state, user, context);
      throw refused();
    }
    await spend(state, context);
    let isCounted = false;
    const present = await directory.users.change(user, (latest) => {
      const counted = withCount(latest, used);
      isCounted = counted !== undefined;
      return counted ?? latest;
    });
    if (present === undefined || !isCounted) throw refused();
    return nextStep(present, { name: state.name, source: state.source, clientMetadata }, context);
  },
});

function refused() {
  return notAuthorized("The passkey is not valid for the user.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw cognitoError("InvalidParameterException", "CREDENTIAL is not JSON.");
  }
}
