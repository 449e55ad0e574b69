import { randomUUID } from "node:crypto";
import type { UserPool, UserPoolClient } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import { notAuthorized } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";

/**
 * The `Session` that goes from SignUp to ConfirmSignUp, and from there to InitiateAuth with USER_AUTH, which takes the code
 * of the confirmation as the first factor.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export interface SignUpSession {
  /** UUID. */
  readonly step: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  /** The attribute that the code went to, once the user has given it. */
  readonly confirmed?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const PURPOSE = "sign-up";

interface Of {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}

/** A session for the next call; none for a client that cannot begin with USER_AUTH. */
export function signUpSession(
  { sub }: StoredUser,
  { client, confirmed, pool }: Of & { readonly confirmed?: string | undefined },
  { now, seal }: UserPoolContext,
): { readonly Session?: string } {
  if (!client.explicitAuthFlows.includes("ALLOW_USER_AUTH")) return {};
  const session: SignUpSession = {
    step: randomUUID(),
    poolId: pool.id,
    clientId: client.id,
    sub,
    ...(confirmed !== undefined && { confirmed }),
    expiresAt: now().getTime() + client.settings.authSessionMinutes * 60_000,
  };
  return { Session: seal.close(PURPOSE, session) };
}

/**
 * The content of such a session of this user and client.
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function openSignUpSession(
  text: string,
  user: StoredUser | undefined,
  { client, pool }: Of,
  { now, seal }: UserPoolContext,
): SignUpSession {
  const session = seal.open(PURPOSE, text) as SignUpSession | undefined;
  const isOwn = session?.sub === user?.sub && session?.poolId === pool.id && session.clientId === client.id;
  if (session === undefined || !isOwn) throw notAuthorized("Invalid session for the user.");
  if (session.expiresAt <= now().getTime())
    throw notAuthorized("Invalid session for the user, session is expired.");
  return session;
}
