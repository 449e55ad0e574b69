import type { UserPool, UserPoolClient } from "../../../terraform/model";
import type { Claims } from "../../jwt/sign";
import { unverifiedClaims, verifyJwt } from "../../jwt/verify";
import type { StoredUser } from "../directory/stored-user";
import { cognitoError, notAuthorized } from "../exceptions";
import { OWN_SCOPE } from "./claims";
import { isRevoked } from "./revoked";
import type { UserPoolContext } from "./user-pool-operation";

/** Whom an access token stands for, in the pools' own operations. */
export interface SignedInUser {
  readonly user: StoredUser;
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly claims: Claims;
}

/**
 * Verifies an access token for an operation of the user pool, which also knows what was revoked; API Gateway does not.
 *
 * @param scope that the token must have @default the one of the pool's own operations
 * @throws {ServiceError} `NotAuthorizedException`, `UserNotFoundException`
 */
export function signedInUser(token: string, context: UserPoolContext, scope = OWN_SCOPE): SignedInUser {
  const { directory, model } = context;
  const issuer = unverifiedClaims(token)?.iss;
  const pool = model.userPools.find((candidate) => candidate.issuer === issuer);
  if (pool === undefined) throw notAuthorized("Invalid Access Token");
  const claims = verifiedClaims(token, pool, context);
  const client = pool.clients.find(({ id }) => id === claims.client_id);
  if (client === undefined || typeof claims.sub !== "string") throw notAuthorized("Invalid Access Token");
  const user = directory.users.get({ poolId: pool.id, sub: claims.sub });
  if (user === undefined) throw cognitoError("UserNotFoundException", "User does not exist.");
  if (isRevoked(claims, user, directory)) throw notAuthorized("Access Token has been revoked");
  if (
    !String(claims.scope ?? "")
      .split(" ")
      .includes(scope)
  )
    throw notAuthorized("Access Token does not have required scopes");
  if (!user.isEnabled) throw notAuthorized("User is disabled.");
  return { user, pool, client, claims };
}

function verifiedClaims(
  token: string,
  { issuer }: UserPool,
  { accessTokenKey, now }: UserPoolContext,
): Claims {
  const result = verifyJwt(token, { keys: [accessTokenKey], issuer, now: now() });
  if (result.outcome === "expired") throw notAuthorized("Access Token has expired");
  if (result.outcome === "invalid" || result.claims.token_use !== "access")
    throw notAuthorized("Invalid Access Token");
  return result.claims;
}
