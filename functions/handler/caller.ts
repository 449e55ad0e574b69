import type { APIGatewayProxyEvent } from "aws-lambda";
import { isUserPoolIssuer, resemblesUserPool } from "../../contract/user-pool-issuer";
import { isPayload2, type ProxyEvent } from "./event";

/** The caller, as the gateway verified it. */
export type Caller = User | System;

export interface User {
  readonly kind: "user";
  /** The subject at its issuer, which is the lock's: the same id behind another lock is another caller. */
  readonly id: string;
  /**
   * What verified the caller: `pool`, a token of this API's user pool, or credentials that the identity pool gave
   * for one; `identity-pool`, credentials for another provider's login; `jwt`, the Lambda authorizer.
   */
  readonly via: "pool" | "identity-pool" | "jwt";
}

export interface System {
  readonly kind: "system";
  /** The ARN of the assumed role or IAM user, or the id of the app client. */
  readonly id: string;
}

type Identity = APIGatewayProxyEvent["requestContext"]["identity"];
type Signed = Pick<
  Identity,
  "cognitoAuthenticationProvider" | "cognitoAuthenticationType" | "cognitoIdentityId" | "userArn"
>;
type Members = Readonly<Record<string, unknown>>;

/** `cognito-idp.<region>.amazonaws.com/<pool>,cognito-idp.<region>.amazonaws.com/<pool>:CognitoSignIn:<sub>` */
const POOL_SIGN_IN = /^cognito-idp\.[^,]+,cognito-idp\.[^,]+:CognitoSignIn:([^,:]+)$/;

/** The session of the IAM role that an identity pool gives a user's credentials for. */
const IDENTITY_POOL_SESSION = /:assumed-role\/.+\/CognitoIdentityCredentials$/;

/**
 * The caller, from what API Gateway itself put into the request context, and from nothing that a client can
 * send: no header, path, query or body. Undefined without a verified caller, or with more than one.
 */
export function callerOf(event: ProxyEvent): Caller | undefined {
  const found = (isPayload2(event) ? inPayload2(event.requestContext) : inPayload1(event)).filter(
    (one) => one !== undefined,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** REST APIs, and HTTP APIs in payload format 1.0: their events alone have a version. */
function inPayload1(event: APIGatewayProxyEvent): readonly (Caller | undefined)[] {
  const { authorizer, identity } = event.requestContext;
  const { claims, scopes, userId, principalId } = authorizer ?? {};
  return [
    "version" in event ? fromJwtAuthorizer({ claims, scopes }) : fromClaims(claims),
    isId(principalId) ? fromContext({ userId, principalId }) : undefined,
    fromIam(identity),
  ];
}

/** HTTP APIs: each kind of authorizer has a member of its own. */
function inPayload2(context: object): readonly (Caller | undefined)[] {
  const { authorizer } = context as { readonly authorizer?: Members };
  const [jwt, lambda, iam] = [authorizer?.jwt, authorizer?.lambda, authorizer?.iam].map(members);
  return [fromJwtAuthorizer(jwt ?? {}), fromContext(lambda ?? {}), fromIam(identityOf(iam ?? {}))];
}

/**
 * COGNITO_USER_POOLS: the claims of the token, all as strings. The access token of a program (client credentials)
 * names no user, and its sub is the app client's id.
 */
function fromClaims(verified: unknown): Caller | undefined {
  const claims = members(verified);
  const { sub } = claims;
  if (!isId(sub)) return undefined;
  const isProgram = claims.token_use === "access" && !isId(claims.username);
  return isProgram ? { kind: "system", id: sub } : { kind: "user", id: sub, via: "pool" };
}

/**
 * A JWT authorizer takes access tokens and ID tokens alike, so on a route without scopes the access token of any program
 * would be a signed-in user: there the token must be an ID token. `scopes` has what the token has where the route asks
 * for one, else null. A token of another issuer than a user pool names a user of that issuer; one of an issuer that could
 * be a pool, and is not written as one, names nobody.
 */
function fromJwtAuthorizer({ claims, scopes }: Members): Caller | undefined {
  const { iss, sub, token_use } = members(claims);
  const hasScope = Array.isArray(scopes) && scopes.length > 0;
  if (!isId(iss)) return undefined;
  if (isUserPoolIssuer(iss)) return hasScope || token_use === "id" ? fromClaims(claims) : undefined;
  if (resemblesUserPool(iss)) return undefined;
  return hasScope && isId(sub) ? { kind: "user", id: sub, via: "jwt" } : undefined;
}

/** CUSTOM: what the Lambda authorizer returned. Payload format 2.0 does not have API Gateway's principalId beside it. */
function fromContext({ userId, principalId = userId }: Members): Caller | undefined {
  return isId(userId) && userId === principalId ? { kind: "user", id: userId, via: "jwt" } : undefined;
}

/**
 * AWS_IAM: a signed request. Credentials of the identity pool are those of a user, all others those of a program. All users of
 * a role have the one session of the identity pool, so that without their identity it is known of none who they are.
 */
function fromIam(identity: Signed | undefined): Caller | undefined {
  if (!isId(identity?.userArn)) return undefined;
  if (!isId(identity.cognitoIdentityId))
    return IDENTITY_POOL_SESSION.test(identity.userArn)
      ? undefined
      : { kind: "system", id: identity.userArn };
  if (identity.cognitoAuthenticationType !== "authenticated") return undefined;
  const sub = POOL_SIGN_IN.exec(identity.cognitoAuthenticationProvider ?? "")?.[1];
  return sub === undefined
    ? { kind: "user", id: identity.cognitoIdentityId, via: "identity-pool" }
    : { kind: "user", id: sub, via: "pool" };
}

/** `authorizer.iam` under the names of payload format 1.0. `amr` is `["authenticated", PROVIDER, PROVIDER:CognitoSignIn:SUB]`. */
function identityOf({ cognitoIdentity, userArn }: Members): Signed | undefined {
  if (!isId(userArn)) return undefined;
  if (cognitoIdentity === null || cognitoIdentity === undefined)
    return {
      userArn,
      cognitoIdentityId: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
    };
  const { amr, identityId } = members(cognitoIdentity);
  // What has an identity that cannot be read is no program.
  if (!isId(identityId) || !Array.isArray(amr)) return undefined;
  const [cognitoAuthenticationType = null, ...provider] = amr.map(String);
  return {
    userArn,
    cognitoIdentityId: identityId,
    cognitoAuthenticationType,
    cognitoAuthenticationProvider: provider.join(","),
  };
}

function members(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {};
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
