import type { JwtAuthorizer } from "../../../terraform/model";
import { identitySource } from "../authorizer/identity-sources";
import type { HttpDataPlane } from "../http-data-plane";
import { renderClaims } from "../jwt/rendered-claims";
import { scopesOf } from "../jwt/token-scopes";
import { verifyToken } from "../jwt/verify-token";
import { type HttpRefused, misconfigured } from "../refusals";
import type { RouteCall } from "../route-call";
import type { HttpAuthenticated, HttpLock } from "./lock";

/** JWT: the request has a token of the authorizer's issuer. */
export const jwt: HttpLock = {
  // Only access tokens have scopes, and a route without scopes takes both kinds: handlers may refuse the access token.
  presents: ({ scopes }) => ({
    credential: scopes.length > 0 ? "access-token" : "id-token",
    unauthenticated: 401,
    denied: 403,
    otherToken: scopes.length > 0 ? 403 : "taken",
  }),
  authenticate(call, plane) {
    const { api, route } = call;
    const authorizer = api.authorizers.find(({ id }) => id === route.authorizerId);
    return authorizer?.type === "JWT"
      ? authenticateByToken(call, authorizer, plane)
      : misconfigured(`${route.address} has no JWT authorizer`);
  },
  forwardsAuthorization: true,
};

async function authenticateByToken(
  call: RouteCall,
  authorizer: JwtAuthorizer,
  { issuerKeys, now }: HttpDataPlane,
): Promise<HttpAuthenticated | HttpRefused> {
  const read = identitySource(authorizer.identitySource);
  if (read === undefined)
    return misconfigured(`${authorizer.address}: its identity source is ${authorizer.identitySource}`);
  const [sent, ...others] = read(call);
  // Of two tokens, readers may take either.
  const token = others.length > 0 ? undefined : sent?.replace(/^bearer /i, "");
  if (!token)
    return {
      response: "UNAUTHORIZED",
      reason: `No single token at ${authorizer.identitySource}`,
      challenge: "Bearer",
      authorizerError: "missing: token not provided",
    };
  const keys = await issuerKeys(authorizer.issuer);
  if ("problem" in keys) return invalid(call, keys.problem, keys.reason);
  const verified = verifyToken(token, authorizer, { keys, now: now() });
  if ("problem" in verified) return invalid(call, verified.problem);
  const { audience, claims } = verified;
  const { all, counted } = scopesOf(claims);
  return {
    caller: {
      kind: "jwt",
      issuer: authorizer.issuer,
      audience,
      scopes: counted,
    },
    known: {
      by: "jwt",
      claims: renderClaims(claims),
      scopes: call.route.scopes.length > 0 ? all : null,
    },
  };
}

/**
 * The form of the header is that of a capture in the documentation.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
function invalid({ route }: RouteCall, problem: string, reason = problem): HttpRefused {
  const scope = route.scopes.filter((one) => /^[!#-[\]-~]+$/.test(one)).join(" ");
  return {
    response: "UNAUTHORIZED",
    reason: `The token is refused: ${reason}`,
    challenge: `Bearer scope="${scope}" error="invalid_token" error_description="${problem}"`,
    authorizerError: `invalid_token: ${problem}`,
  };
}
