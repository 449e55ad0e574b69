import * as v from "valibot";
import { oneOf, requiredText, textMap } from "../../../protocol/input";
import { poolOperation } from "../administration/signed-operation";
import { CHALLENGES } from "../sign-in/challenge-names";
import { respondToChallenge } from "../sign-in/respond";
import { clientOfPool } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = poolOperation({
  name: "AdminRespondToAuthChallenge",
  input: v.object({
    UserPoolId: requiredText,
    ClientId: requiredText,
    ChallengeName: oneOf("challengeName", CHALLENGES),
    Session: v.optional(v.string()),
    ChallengeResponses: textMap,
    ClientMetadata: textMap,
  }),
  run: (answer, context) =>
    respondToChallenge(answer, { ...context, client: clientOfPool(context.pool, answer.ClientId) }),
});
