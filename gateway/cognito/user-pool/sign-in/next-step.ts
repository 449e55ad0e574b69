import type { MfaFactor, StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import type { TriggerSource } from "../pre-token-generation";
import { signedIn } from "../tokens";
import { afterAuthentication } from "../triggers/authentication";
import { type ChallengeOutput, sealState } from "./challenge-session";
import { poolFactors, userFactors } from "./factors";
import { newPasswordChallenge } from "./new-password-challenge";
import { sendCode } from "./send-code";

/** How far a sign-in is. */
export interface Progress {
  /** As the client gave it. */
  readonly name: string;
  readonly source: TriggerSource;
  /** The second factor is done, or the first was of a kind that needs none. */
  readonly isMfaDone?: boolean;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * What follows after a user has answered a factor rightly: another challenge, or tokens.
 *
 * @returns the output of InitiateAuth and RespondToAuthChallenge
 * @throws {ServiceError} where the user may not sign in
 */
export async function nextStep(user: StoredUser, progress: Progress, context: FlowContext): Promise<unknown> {
  const { source } = progress;
  checkMaySignIn(user);
  if (user.status === "FORCE_CHANGE_PASSWORD" && isOver(user, context))
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  if (user.status === "FORCE_CHANGE_PASSWORD") return newPasswordChallenge(user, progress, context);
  if (!progress.isMfaDone) {
    const factors = userFactors(user, context.pool);
    const [factor, ...others] = factors;
    if (factor === undefined && context.pool.settings.mfa.mode === "ON")
      return setUp(user, progress, context);
    if (factor !== undefined && others.length > 0) return choice(user, factors, { context, progress });
    if (factor !== undefined) return factorChallenge(user, factor, { context, progress });
  }
  await context.directory.attempts.succeeded({ poolId: user.poolId, name: user.username, isKnown: true });
  await afterAuthentication(user, progress, context);
  const { clientMetadata } = progress;
  return signedIn(user, context, { source, ...(clientMetadata && { clientMetadata }) });
}

/** @throws {ServiceError} for a user who may not sign in, whatever the password */
export function checkMaySignIn({ isEnabled, status }: StoredUser): void {
  if (!isEnabled) throw notAuthorized("User is disabled.");
  if (status === "UNCONFIRMED") throw cognitoError("UserNotConfirmedException", "User is not confirmed.");
  if (status === "RESET_REQUIRED")
    throw cognitoError("PasswordResetRequiredException", "Password reset required for the user");
}

function isOver({ temporaryUntil }: StoredUser, { now }: FlowContext): boolean {
  return temporaryUntil !== undefined && temporaryUntil <= now().getTime();
}

interface Parts {
  readonly context: FlowContext;
  readonly progress: Progress;
}

/** The challenge of a second factor, for which a code is sent where it is one of a message. */
export async function factorChallenge(
  user: StoredUser,
  factor: MfaFactor,
  { context, progress: { clientMetadata, name, source } }: Parts,
): Promise<ChallengeOutput> {
  const state = { sub: user.sub, name, challenge: factor, source };
  const id = { USER_ID_FOR_SRP: user.username };
  if (factor === "SOFTWARE_TOKEN_MFA")
    return { ChallengeName: factor, Session: sealState(state, context), ChallengeParameters: id };
  const sent = await sendCode(user, factor === "SMS_MFA" ? "SMS" : "EMAIL", { context, clientMetadata });
  return {
    ChallengeName: factor,
    Session: sealState({ ...state, code: sent.hash, isSecond: true }, context),
    ChallengeParameters: { ...id, ...sent.parameters },
  };
}

function choice(
  user: StoredUser,
  factors: readonly MfaFactor[],
  { context, progress: { name, source } }: Parts,
): ChallengeOutput {
  const state = { sub: user.sub, name, challenge: "SELECT_MFA_TYPE", source } as const;
  return {
    ChallengeName: state.challenge,
    Session: sealState(state, context),
    ChallengeParameters: { MFAS_CAN_CHOOSE: JSON.stringify(factors), USER_ID_FOR_SRP: user.username },
  };
}

/** The pool requires a second factor and the user has none: one must be set up before tokens are issued. */
function setUp(user: StoredUser, { name, source }: Progress, context: FlowContext): ChallengeOutput {
  const state = { sub: user.sub, name, challenge: "MFA_SETUP", source } as const;
  return {
    ChallengeName: state.challenge,
    Session: sealState(state, context),
    ChallengeParameters: {
      MFAS_CAN_SETUP: JSON.stringify(poolFactors(context.pool)),
      USER_ID_FOR_SRP: user.username,
    },
  };
}
