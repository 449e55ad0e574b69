import type { InputSchema } from "../../protocol/input";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "./auth-flow";
import type { ChallengeName } from "./sign-in/challenge-names";
import type { SignInState } from "./sign-in/challenge-session";

/** A challenge that is implemented: a file of its own in `challenges`. */
export interface Challenge<Responses = unknown> {
  readonly name: ChallengeName;
  /** Of RespondToAuthChallenge's ChallengeResponses, beside USERNAME. */
  readonly responses: InputSchema<Responses>;
  /**
   * The state of the sign-in, of a challenge that has it elsewhere.
   *
   * @default it is in `Session`
   * @throws {ServiceError} where there is none
   */
  stateOf?(responses: Responses, context: FlowContext): SignInState;
  /**
   * @returns the output of RespondToAuthChallenge: tokens, or another challenge
   * @throws {ServiceError} where the answer is wrong
   */
  answer(responses: Responses, context: AnswerContext): Promise<unknown>;
}

/** What an answer is checked with. */
export interface AnswerContext extends FlowContext {
  readonly state: SignInState;
  /** Absent for a name that no user has. */
  readonly user: StoredUser | undefined;
  /** Of RespondToAuthChallenge. */
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** Infers the type of the responses from their schema. */
export function challenge<Responses>(of: Challenge<Responses>): Challenge<Responses> {
  return of;
}
