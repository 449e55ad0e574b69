import type { CognitoAuthorizer, Notice, UserPool } from "../../../terraform/model";
import { singleHeader } from "../../http/message";
import type { Claims } from "../../jwt/sign";
import { unverifiedClaims, verifyJwt } from "../../jwt/verify";

import type { DataPlane } from "../data-plane";
import { renderClaims } from "../event/claims";
import { anonymousIdentity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import type { MethodCall } from "../method-call";
import { type Authenticated, type GateLock, withoutAuthorizer } from "./lock";

/** COGNITO_USER_POOLS: the request has a token of one of the authorizer's user pools. */
export const cognitoUserPools: GateLock = {
  // Only access tokens have scopes.
  presents: ({ scopes }) => ({
    credential: scopes.length > 0 ? "access-token" : "id-token",
    unauthenticated: 401,
    denied: 401,
  }),
  authenticate(call, dataPlane) {
    const { api, method } = call;
    const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
    return authorizer?.type === "COGNITO_USER_POOLS"
      ? authenticateByToken(call, authorizer, dataPlane)
      : withoutAuthorizer(method);
  },
  isOpen: false,
  forwardsAuthorization: true,
  differences: ({ userPools }, { authorizers }) =>
    authorizers.flatMap((authorizer) =>
      authorizer.type === "COGNITO_USER_POOLS" ? missingPools(authorizer, userPools) : [],
    ),
};

/**
 * The token is in the authorizer's header, with or without `Bearer `. Whether it is the right kind of token, with
 * the right scopes, is decided afterwards.
 */
function authenticateByToken(
  { request }: MethodCall,
  authorizer: CognitoAuthorizer,
  dataPlane: DataPlane,
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
  const claims = unverifiedClaims(token);
  if (claims === undefined) return unauthorized(`The header ${source} has no JWT`);
  const pool = poolOf(claims, authorizer, dataPlane.model.userPools);
  if (pool === undefined)
    return unauthorized(`The token is of no user pool of ${authorizer.address}; ${issuerOf(claims)}`);
  const result = verifyJwt(token, { keys: dataPlane.tokenKeys, issuer: pool.issuer, now: dataPlane.now() });
  if (result.outcome === "expired")
    return {
      response: "UNAUTHORIZED",
      message: "The incoming token has expired",
      reason: "The token has expired",
    };
  if (result.outcome === "invalid") return unauthorized(result.reason);
  return authenticated(result.claims, pool, request);
}

function authenticated(
  claims: Claims,
  pool: UserPool,
  request: MethodCall["request"],
): Authenticated | Refused {
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

/** The token's issuer selects one of the authorizer's pools; the signature is verified with that pool's keys. */
function poolOf(
  { iss }: Claims,
  { providerArns }: CognitoAuthorizer,
  pools: readonly UserPool[],
): UserPool | undefined {
  return pools.find((pool) => pool.issuer === iss && providerArns.includes(pool.arn));
}

/** Characters of an issuer in a reason: it is not verified. */
const LONGEST_ISSUER = 200;

function issuerOf({ iss }: Claims): string {
  if (typeof iss !== "string") return "it names no issuer";
  return `its issuer is ${JSON.stringify(iss.length > LONGEST_ISSUER ? `${iss.slice(0, LONGEST_ISSUER)}…` : iss)}`;
}

function missingPools({ address, providerArns }: CognitoAuthorizer, pools: readonly UserPool[]): Notice[] {
  return providerArns
    .filter((arn) => !pools.some((pool) => pool.arn === arn))
    .map((arn) => ({
      address,
      message: `the user pool ${arn} is not in this Terraform: its tokens are refused`,
    }));
}

function unauthorized(reason: string): Refused {
  return { response: "UNAUTHORIZED", reason };
}
