import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { cognitoError } from "../../exceptions";
import { challenge } from "../challenge";
import { spend } from "../sign-in/challenge-session";
import { beginWith, firstChallenges } from "../sign-in/first-factor";

/** SELECT_CHALLENGE: what USER_AUTH begins with, of what the challenge listed. */
export const selectChallengeAnswer = challenge({
  name: "SELECT_CHALLENGE",
  responses: v.object({
    ANSWER: requiredText,
    PASSWORD: v.optional(v.string()),
    SRP_A: v.optional(v.string()),
  }),
  async answer({ ANSWER: answer, PASSWORD: password, SRP_A: srpA }, context) {
    const { clientMetadata, state, user } = context;
    const named = { name: state.name, user };
    const choice = firstChallenges(named, context).find((each) => each === answer);
    if (choice === undefined)
      throw cognitoError(
        "InvalidParameterException",
        `The challenge ${answer} is not available for the user.`,
      );
    await spend(state, context);
    return beginWith(choice, named, { context, password, srpA, clientMetadata });
  },
});
