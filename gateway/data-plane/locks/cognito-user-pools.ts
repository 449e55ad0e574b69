import type { CognitoAuthorizer } from "../../../terraform/model/authorizer";
import type { UserPool } from "../../../terraform/model/user-pool";
import { singleHeader } from "../../http/message";
import { type Claims, unverifiedClaims, verifyJwt } from "../../jwt/verify";
import type { Served } from "../data-plane";
import { renderClaims } from "../event/claims";
import { anonymousIdentity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import type { Call } from "../method-request";
import type { Authenticated } from "./lock";

/**
 * COGNITO_USER_POOLS: the header holds a token of one of the authorizer's user pools, with or without
 * `Bearer `. Whether it is the right kind of token, with the right scopes, is decided after.
 */
export function authenticateByToken(
  { request }: Call,
  authorizer: CognitoAuthorizer,
  served: Served,
): Authenticated | Refused {
  const source = /^method\.request\.header\.([\w-]+)$/.exec(authorizer.identitySource)?.[1];
  if (source === undefined)
    return {
      response: "AUTHORIZER_CONFIGURATION_ERROR",
      reason: `${authorizer.address} has the identity source ${authorizer.identitySource}, not a header`,
    };
  const header = singleHeader(request, source);
  if (header === undefined) return unauthorized(`The header ${source} is missing`);
  if (header === "repeated") return unauthorized(`The header ${source} is there more than once`);
  const token = header.value.replace(/^Bearer /, "");
  const pool = poolOf(token, authorizer, served.model.userPools);
  if (pool === undefined) return unauthorized(`The token is of no user pool of ${authorizer.address}`);
  const result = verifyJwt(token, { keys: served.tokenKeys, issuer: pool.issuer, now: served.now() });
  if (result.outcome === "expired")
    return {
      response: "UNAUTHORIZED",
      message: "The incoming token has expired",
      reason: "The token has expired",
    };
  if (result.outcome === "invalid") return unauthorized(result.reason);
  return authenticated(result.claims, pool, request);
}

function authenticated(claims: Claims, pool: UserPool, request: Call["request"]): Authenticated | Refused {
  const { aud, scope, token_use: use } = claims;
  if (use !== "id" && use !== "access") return unauthorized("The token is neither an ID nor an access token");
  return {
    caller: {
      kind: "token",
      poolArn: pool.arn,
      use,
      scopes: typeof scope === "string" ? scope.split(" ").filter((entry) => entry !== "") : [],
      ...(typeof aud === "string" && { audience: aud }),
    },
    identity: anonymousIdentity(request),
    authorizer: { claims: renderClaims(claims) },
  };
}

/** The issuer that the token names only picks among the authorizer's own pools; its signature is checked after. */
function poolOf(
  token: string,
  { providerArns }: CognitoAuthorizer,
  pools: readonly UserPool[],
): UserPool | undefined {
  const issuer = unverifiedClaims(token)?.iss;
  return pools.find((pool) => pool.issuer === issuer && providerArns.includes(pool.arn));
}

function unauthorized(reason: string): Refused {
  return { response: "UNAUTHORIZED", reason };
}
