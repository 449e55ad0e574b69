import type { APIGatewayProxyEvent } from "aws-lambda";

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

type RequestContext = APIGatewayProxyEvent["requestContext"];

/** `cognito-idp.<region>.amazonaws.com/<pool>,cognito-idp.<region>.amazonaws.com/<pool>:CognitoSignIn:<sub>` */
const POOL_SIGN_IN = /^cognito-idp\.[^,]+,cognito-idp\.[^,]+:CognitoSignIn:([^,:]+)$/;

/**
 * The caller, from what API Gateway itself put into the request context, and from nothing that a client can
 * send: no header, path, query or body. Undefined without a verified caller, or with more than one.
 */
export function callerOf(context: RequestContext): Caller | undefined {
  const found = [fromClaims(context), fromAuthorizer(context), fromIam(context)].filter(
    (one) => one !== undefined,
  );
  return found.length === 1 ? found[0] : undefined;
}

/**
 * COGNITO_USER_POOLS: the claims of the token, all as strings. The access token of a program (client credentials)
 * names no user, and its sub is the app client's id.
 */
function fromClaims(context: RequestContext): Caller | undefined {
  const claims: Readonly<Record<string, unknown>> = context.authorizer?.claims ?? {};
  const { sub } = claims;
  if (!isId(sub)) return undefined;
  const isProgram = claims.token_use === "access" && !isId(claims.username);
  return isProgram ? { kind: "system", id: sub } : { kind: "user", id: sub, via: "pool" };
}

/** CUSTOM: what the Lambda authorizer returned, beside API Gateway's principalId. */
function fromAuthorizer(context: RequestContext): Caller | undefined {
  const { userId, principalId } = context.authorizer ?? {};
  return isId(userId) && userId === principalId ? { kind: "user", id: userId, via: "jwt" } : undefined;
}

/** AWS_IAM: a signed request. Credentials of the identity pool are those of a user, all others those of a program. */
function fromIam({ identity }: RequestContext): Caller | undefined {
  if (!isId(identity?.userArn)) return undefined;
  if (!isId(identity.cognitoIdentityId)) return { kind: "system", id: identity.userArn };
  if (identity.cognitoAuthenticationType !== "authenticated") return undefined;
  const sub = POOL_SIGN_IN.exec(identity.cognitoAuthenticationProvider ?? "")?.[1];
  return sub === undefined
    ? { kind: "user", id: identity.cognitoIdentityId, via: "identity-pool" }
    : { kind: "user", id: sub, via: "pool" };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
