import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import { signedInUser } from "../signed-in-user";
import type { UserPoolContext } from "../user-pool-operation";
import { invalidSession, openSession, type SignInState, sealState, spend } from "./challenge-session";
import { poolFactors, userFactors } from "./factors";

/** Who sets up a software token: a user who is signed in, or one who must before being so. */
export interface TokenOwner {
  readonly user: StoredUser;
  readonly flow: FlowContext;
  /** Of a sign-in that waits at MFA_SETUP. */
  readonly state?: SignInState;
}

export interface TokenOwnerInput {
  readonly AccessToken?: string | undefined;
  readonly Session?: string | undefined;
}

/**
 * The user of an access token or of the `Session` of MFA_SETUP.
 *
 * @throws {ServiceError} `SoftwareTokenMFANotFoundException` where the pool has no software tokens
 */
export function tokenOwner({ AccessToken, Session }: TokenOwnerInput, context: UserPoolContext): TokenOwner {
  const owner = AccessToken ? ofAccessToken(AccessToken, context) : ofSession(Session, context);
  if (!poolFactors(owner.flow.pool).includes("SOFTWARE_TOKEN_MFA"))
    throw cognitoError(
      "SoftwareTokenMFANotFoundException",
      "Software Token MFA has not been enabled by the userPool",
    );
  return owner;
}

function ofAccessToken(token: string, context: UserPoolContext): TokenOwner {
  const { client, pool, user } = signedInUser(token, context);
  return { user, flow: { ...context, client, pool } };
}

function ofSession(session: string | undefined, context: UserPoolContext): TokenOwner {
  if (!session)
    throw cognitoError("InvalidParameterException", "Missing required parameter AccessToken or Session");
  const { flow, state } = openSession(session, "MFA_SETUP", context);
  const user = context.directory.users.get({ poolId: flow.pool.id, sub: state.sub });
  // A factor that the user has set up meanwhile is not replaced by who knows the password alone.
  if (user === undefined || userFactors(user, flow.pool).length > 0) throw invalidSession();
  return { user, flow, state };
}

/** The `Session` to go on with, in place of the one that was used. */
export async function nextSession(
  { flow, state }: TokenOwner,
  isSetUp?: true,
): Promise<{ readonly Session?: string }> {
  if (state === undefined) return {};
  await spend(state, flow);
  return { Session: sealState({ ...state, ...(isSetUp && { isSetUp }) }, flow) };
}
