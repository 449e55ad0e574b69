import type { UserPool } from "../../../../terraform/model";
import { checkInput } from "../../../protocol/input";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import type { Challenge } from "../challenge";
import { challenges } from "../challenges";
import { checkSecretHash } from "../client-secret";
import { attemptedUser } from "./attempted-user";
import type { ChallengeName } from "./challenge-names";
import { invalidSession, openState } from "./challenge-session";
import { shownId, shownSrpId, subOf } from "./nobody";

/** The input of RespondToAuthChallenge and of its administrators' form. */
export interface ChallengeAnswer {
  readonly ChallengeName: ChallengeName;
  readonly Session?: string | undefined;
  readonly ChallengeResponses: Readonly<Record<string, string>>;
  readonly ClientMetadata: Readonly<Record<string, string>>;
}

/**
 * Checks the answer to a challenge.
 *
 * @returns tokens, or the next challenge
 * @throws {ServiceError} where the answer is wrong, or the sign-in is not at this challenge
 */
export async function respondToChallenge(answer: ChallengeAnswer, context: FlowContext): Promise<unknown> {
  const { ChallengeName: name, ChallengeResponses: given, ClientMetadata: clientMetadata } = answer;
  const { client, directory, now, pool, seal } = context;
  const challenge = (challenges as readonly Challenge[]).find((candidate) => candidate.name === name);
  // Those of devices, which no pool without device tracking gives.
  if (challenge === undefined) throw invalidSession();
  const { SECRET_HASH: hash, USERNAME: username } = given;
  if (!username) throw cognitoError("InvalidParameterException", "Missing required parameter USERNAME");
  const responses = checkInput(challenge.responses, given);
  if (!challenge.stateOf && !answer.Session)
    throw cognitoError("InvalidParameterException", "Missing required parameter Session");
  const state =
    challenge.stateOf?.(responses, context) ?? openState(answer.Session ?? "", challenge.name, context);
  const user = directory.users.get({ poolId: pool.id, sub: state.sub });
  const isNobody = user === undefined && state.sub === subOf({ name: state.name, user }, context);
  const named = { name: state.name, user };
  // The name in the tokens, also where the user signs in by an alias. What a name gets that no user has shows the same.
  const shown = name === "PASSWORD_VERIFIER" ? shownSrpId(named, context) : shownId(named, context);
  checkSecretHash(client, { hash, username: shown, seal });
  if (user === undefined && !isNobody) throw invalidSession();
  const isNamed = username === shown || isSameName(username, state.name, pool);
  if (!isNamed && (user === undefined || directory.users.find(pool, username) !== user))
    throw invalidSession();
  if (directory.attempts.isLocked(attemptedUser({ name: state.name, user }, pool), now()))
    throw notAuthorized("Password attempts exceeded");
  return challenge.answer(responses, { ...context, state, user, clientMetadata });
}

function isSameName(one: string, other: string, { ignoresCase }: UserPool): boolean {
  return ignoresCase ? one.toLowerCase() === other.toLowerCase() : one === other;
}
