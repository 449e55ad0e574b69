import * as v from "valibot";
import { oneOf, requiredText, textMap } from "../../../protocol/input";
import { CHALLENGES } from "../sign-in/challenge-names";
import { respondToChallenge } from "../sign-in/respond";
import { findClient, userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge = userPoolOperation({
  name: "RespondToAuthChallenge",
  input: v.object({
    ChallengeName: oneOf("challengeName", CHALLENGES),
    ClientId: requiredText,
    Session: v.optional(v.string()),
    ChallengeResponses: textMap,
    ClientMetadata: textMap,
  }),
  run: (answer, context) =>
    respondToChallenge(answer, { ...context, ...findClient(context, answer.ClientId) }),
});
