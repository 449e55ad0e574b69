import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { spend } from "../sign-in/challenge-session";
import { continueCustom, isRightAnswer } from "../sign-in/custom-auth";

/** CUSTOM_CHALLENGE: the pool's functions judge the answer, and decide what follows, also after a wrong one. */
export const customChallenge = challenge({
  name: "CUSTOM_CHALLENGE",
  responses: v.object({ ANSWER: requiredText }),
  async answer({ ANSWER: answer }, context) {
    await spend(context.state, context);
    const challengeResult = await isRightAnswer(answer, context);
    return continueCustom({ challengeName: "CUSTOM_CHALLENGE", challengeResult }, context);
  },
});
