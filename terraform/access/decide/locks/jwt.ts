import { isStandIn } from "../../../language/expression";
import type { Decision, JwtAuthorizer, Operation } from "../../../model";
import type { Question } from "../question";
import { type Caller, refuse } from "../request";
import type { Lock } from "./lock";

type Token = Extract<Caller, { kind: "jwt" }>;

/** JWT, of HTTP APIs: a token of the authorizer's issuer, for one of its audiences and with one of the route's scopes. */
export const jwt: Lock = {
  label: "jwt",
  scoped: true,
  credentials: "issuer-token",
  // Only access tokens have scopes.
  leaves: ({ scopes }) => (scopes.length === 0 ? ["token-kind"] : []),
  decide: ({ request }, caller) => decideJwt(request, caller),
};

/**
 * Nothing tells ID tokens from access tokens: a route without scopes takes both, and an ID token has no scopes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
function decideJwt({ api, match: { method } }: Question["request"], caller: Caller): Decision {
  const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
  if (authorizer?.type !== "JWT")
    return refuse(
      "AUTHORIZER_CONFIGURATION_ERROR",
      `${method.address} has no JWT authorizer`,
      method.address,
    );
  if (caller.kind !== "jwt")
    return refuse("UNAUTHORIZED", `${method.address} takes tokens of ${authorizer.issuer}`, method.address);
  const byAuthorizer = refusedByAuthorizer(caller, authorizer);
  const byScopes = decideScopes(caller, method);
  return byAuthorizer && (byAuthorizer.outcome === "deny" || byScopes.outcome === "allow")
    ? byAuthorizer
    : byScopes;
}

function refusedByAuthorizer(token: Token, authorizer: JwtAuthorizer): Decision | undefined {
  const { address, audience, issuer, unknown } = authorizer;
  if (token.issuer !== issuer && isStandIn(issuer))
    return undecided(`Whose tokens ${address} takes is not known: ${unknown ?? issuer}`, address);
  if (token.issuer !== issuer)
    return refuse("UNAUTHORIZED", `${token.issuer} is not the issuer of ${address}, ${issuer}`, address);
  // `client_id` is read only where there is no `aud`.
  const shown = token.audience ?? token.clientId;
  if (shown !== undefined && audience.includes(shown)) return undefined;
  if (unknown !== undefined) return undecided(`What ${address} takes is not known: ${unknown}`, address);
  return refuse(
    "UNAUTHORIZED",
    `The token's audience, ${shown ?? "none"}, is none of ${address}: ${audience.join(", ")}`,
    address,
  );
}

function undecided(reason: string, address: string): Decision {
  return { outcome: "unknown", reason, source: { address }, dependsOn: () => [{ address }] };
}

function decideScopes({ scopes }: Token, { address, scopes: taken }: Operation): Decision {
  const source = { address };
  if (taken.length === 0)
    return { outcome: "allow", reason: `${address} takes every token of its authorizer`, source };
  const scope = taken.find((candidate) => scopes.includes(candidate));
  if (scope !== undefined) return { outcome: "allow", reason: `${address} takes the scope ${scope}`, source };
  return refuse(
    "ACCESS_DENIED",
    `The token has none of the scopes of ${address}: ${taken.join(", ")}`,
    address,
  );
}
