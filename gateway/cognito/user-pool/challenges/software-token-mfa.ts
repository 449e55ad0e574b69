import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { totpStep } from "../../totp";
import { challenge } from "../challenge";
import { countWrong, invalidSession, spend } from "../sign-in/challenge-session";
import { nextStep } from "../sign-in/next-step";

/** SOFTWARE_TOKEN_MFA: a code of the user's authenticator app. A code works once. */
export const softwareTokenMfa = challenge({
  name: "SOFTWARE_TOKEN_MFA",
  responses: v.object({ SOFTWARE_TOKEN_MFA_CODE: requiredText }),
  async answer({ SOFTWARE_TOKEN_MFA_CODE: code }, context) {
    const { clientMetadata, directory, now, state, user } = context;
    const token = user?.mfa.totp;
    if (user === undefined || token === undefined) throw invalidSession();
    const step = totpStep(code, { ...token, now: now() });
    if (step === "used")
      throw cognitoError("ExpiredCodeException", "Your software token has already been used once.");
    if (step === "wrong") {
      await countWrong(state, user, context);
      throw cognitoError("CodeMismatchException", "Invalid code received for user");
    }
    await Promise.all([
      spend(state, context),
      directory.users.change(user, (present) => ({
        ...present,
        mfa: { ...present.mfa, totp: { ...token, usedStep: step } },
      })),
    ]);
    const progress = { name: state.name, source: state.source, isMfaDone: true, clientMetadata };
    return nextStep(user, progress, context);
  },
});
