import type { StoredUser } from "../../directory/stored-user";
import type { FlowContext } from "../auth-flow";
import type { TriggerSource } from "../pre-token-generation";
import { type ChallengeOutput, sealState } from "./challenge-session";

/** Asks a user who signed in with a temporary password for another one, and for required attributes that are missing. */
export function newPasswordChallenge(
  user: StoredUser,
  { name }: { readonly name: string },
  context: FlowContext,
): ChallengeOutput {
  const source: TriggerSource = "TokenGeneration_NewPasswordChallenge";
  const state = { sub: user.sub, name, challenge: "NEW_PASSWORD_REQUIRED", source } as const;
  return {
    ChallengeName: state.challenge,
    Session: sealState(state, context),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missingAttributes(user, context).map((each) => `${PREFIX}${each}`)),
      userAttributes: JSON.stringify(user.attributes),
    },
  };
}

/** Before the name of an attribute, in the challenge and in its answer. */
export const PREFIX = "userAttributes.";

/** Attributes that the pool requires and the user does not have. */
export function missingAttributes({ attributes }: StoredUser, { pool }: FlowContext): string[] {
  return [...pool.settings.attributes.values()]
    .filter(({ name, required }) => required && name !== "sub" && attributes[name] === undefined)
    .map(({ name }) => name);
}
