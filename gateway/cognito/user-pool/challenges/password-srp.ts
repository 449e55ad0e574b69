import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { spend } from "../sign-in/challenge-session";
import { passwordVerifier } from "../sign-in/password-verifier";

/** PASSWORD_SRP: the begin of the proof, of a USER_AUTH that chose it. PASSWORD_VERIFIER follows. */
export const passwordSrp = challenge({
  name: "PASSWORD_SRP",
  responses: v.object({ SRP_A: requiredText }),
  async answer({ SRP_A: srpA }, context) {
    const { state, user } = context;
    await spend(state, context);
    return passwordVerifier({ name: state.name, user }, srpA, { context });
  },
});
