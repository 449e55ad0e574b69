import * as v from "valibot";
import { challenge } from "../challenge";
import { invalidSession, spend } from "../sign-in/challenge-session";
import { nextStep } from "../sign-in/next-step";

/** MFA_SETUP: goes on after AssociateSoftwareToken and VerifySoftwareToken, with the `Session` of the latter. */
export const mfaSetup = challenge({
  name: "MFA_SETUP",
  responses: v.object({}),
  async answer(_, context) {
    const { clientMetadata, state, user } = context;
    if (user === undefined || !state.isSetUp || user.mfa.totp === undefined) throw invalidSession();
    await spend(state, context);
    const progress = { name: state.name, source: state.source, isMfaDone: true, clientMetadata };
    return nextStep(user, progress, context);
  },
});
