import { randomUUID } from "node:crypto";
import type { Entry } from "../../../state/journal";
import type { StoredUser } from "../../directory/stored-user";
import { notAuthorized } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import type { TriggerSource } from "../pre-token-generation";
import type { UserPoolContext } from "../user-pool-operation";
import { attemptedUser } from "./attempted-user";
import type { ChallengeName } from "./challenge-names";

/** Where a sign-in is. It travels sealed in `Session`, so that there is no table of sign-ins under way. */
export interface SignInState {
  /** UUID of this challenge. */
  readonly step: string;
  readonly poolId: string;
  readonly clientId: string;
  /** Made up for a name that no user has: every answer is refused then. */
  readonly sub: string;
  /** As the client gave it. */
  readonly name: string;
  readonly challenge: ChallengeName;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** How the tokens come to be issued at the end. */
  readonly source: TriggerSource;
  /** Base64 of a hash: the code that was sent. */
  readonly code?: string;
  /** Whether a message with a code is the second factor. */
  readonly isSecond?: true;
  /** Of PASSWORD_VERIFIER: both as hexadecimal digits. */
  readonly srp?: { readonly A: string; readonly b: string };
  /** Base64url: what a passkey must sign. */
  readonly passkeyChallenge?: string;
  /** Of CUSTOM_AUTH. */
  readonly custom?: CustomState;
  /** Whether VerifySoftwareToken has verified a token in this session. */
  readonly isSetUp?: true;
}

export interface CustomState {
  /** Answers so far, as DefineAuthChallenge gets them. */
  readonly history: readonly CustomResult[];
  /** privateChallengeParameters of the present challenge. */
  readonly secret: Readonly<Record<string, string>>;
  readonly metadata?: string;
}

export interface CustomResult {
  readonly challengeName: string;
  readonly challengeResult: boolean;
  readonly challengeMetadata?: string;
}

/** What is remembered of a step once it was answered. */
interface UsedStep extends Entry {
  readonly failures: number;
  readonly isSpent?: true;
}

const PURPOSE = "challenge";
/** How many wrong answers a step takes. Cognito does not document it. */
const WRONG_ANSWERS = 3;

export interface ChallengeOutput {
  readonly ChallengeName: ChallengeName;
  readonly Session: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
  readonly AvailableChallenges?: readonly string[];
}

export type NewState = Omit<SignInState, "clientId" | "expiresAt" | "poolId" | "step">;

/** Begins a step of a sign-in, which must be answered within the client's time. */
export function sealState(state: NewState, { client, now, pool, seal }: FlowContext): string {
  const sealed: SignInState = {
    ...state,
    step: randomUUID(),
    expiresAt: now().getTime() + client.settings.authSessionMinutes * 60_000,
    poolId: pool.id,
    clientId: client.id,
  };
  return seal.close(PURPOSE, sealed);
}

/**
 * The state in a `Session`, where it is of this client and waits for this challenge.
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function openState(session: string, challenge: ChallengeName, context: FlowContext): SignInState {
  const { flow, state } = openSession(session, challenge, context);
  if (flow.pool.id !== context.pool.id || flow.client.id !== context.client.id) throw invalidSession();
  return state;
}

/**
 * The state in a `Session` of any client.
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function openSession(
  session: string,
  challenge: ChallengeName,
  context: UserPoolContext,
): { readonly state: SignInState; readonly flow: FlowContext } {
  const state = context.seal.open(PURPOSE, session) as SignInState | undefined;
  const pool = context.model.userPools.find(({ id }) => id === state?.poolId);
  const client = pool?.clients.find(({ id }) => id === state?.clientId);
  if (state === undefined || pool === undefined || client === undefined) throw invalidSession();
  if (state.challenge !== challenge || isUsedUp(state, context)) throw invalidSession();
  if (state.expiresAt <= context.now().getTime())
    throw notAuthorized("Invalid session for the user, session is expired.");
  return { state, flow: { ...context, pool, client } };
}

export function invalidSession(): Error {
  return notAuthorized("Invalid session for the user.");
}

type Step = Pick<SignInState, "expiresAt" | "step">;

function isUsedUp({ step }: Step, context: UserPoolContext): boolean {
  const used = stepsOf(context).get(step);
  return used !== undefined && (used.isSpent === true || used.failures >= WRONG_ANSWERS);
}

/**
 * Uses a step up: it has one right answer.
 *
 * @throws {ServiceError} where it was used up meanwhile
 */
export async function spend({ expiresAt, step }: Step, context: UserPoolContext): Promise<void> {
  if (isUsedUp({ step, expiresAt }, context)) throw invalidSession();
  await stepsOf(context).set(step, { failures: 0, isSpent: true, expiresAt });
}

/** Counts a wrong answer, for the step and for the user, or for the name that no user has. */
export async function countWrong(
  { expiresAt, name, step }: Pick<SignInState, "expiresAt" | "name" | "step">,
  user: StoredUser | undefined,
  context: FlowContext,
): Promise<void> {
  const { directory, now, pool } = context;
  const steps = stepsOf(context);
  const failures = (steps.get(step)?.failures ?? 0) + 1;
  await Promise.all([
    steps.set(step, { failures, expiresAt }),
    directory.attempts.failed(attemptedUser({ name, user }, pool), now()),
  ]);
}

function stepsOf({ directory }: UserPoolContext) {
  return directory.section<UsedStep>("sign-in-step");
}
