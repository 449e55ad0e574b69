import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import type { MfaFactor } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import { challenge } from "../challenge";
import { invalidSession, spend } from "../sign-in/challenge-session";
import { userFactors } from "../sign-in/factors";
import { factorChallenge } from "../sign-in/next-step";

/** The API reference calls the factor of e-mails by another name here than its challenge. */
const FACTORS: Readonly<Record<string, MfaFactor>> = {
  EMAIL_MFA: "EMAIL_OTP",
  EMAIL_OTP: "EMAIL_OTP",
  SMS_MFA: "SMS_MFA",
  SOFTWARE_TOKEN_MFA: "SOFTWARE_TOKEN_MFA",
};

/** SELECT_MFA_TYPE: which of several second factors the user will answer. */
export const selectMfaType = challenge({
  name: "SELECT_MFA_TYPE",
  responses: v.object({ ANSWER: requiredText }),
  async answer({ ANSWER: answer }, context) {
    const { clientMetadata, pool, state, user } = context;
    if (user === undefined) throw invalidSession();
    const factor = Object.hasOwn(FACTORS, answer) ? FACTORS[answer] : undefined;
    if (factor === undefined || !userFactors(user, pool).includes(factor))
      throw cognitoError("MFAMethodNotFoundException", "No MFA mechanism registered for the account.");
    await spend(state, context);
    const progress = { name: state.name, source: state.source, clientMetadata };
    return factorChallenge(user, factor, { context, progress });
  },
});
