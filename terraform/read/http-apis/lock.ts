import { authorizersOf, LOCKS } from "../../access/decide";
import type { Authorizer, HttpAuthorizer, HttpRoute } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";

type Lock = Pick<HttpRoute, "authorization" | "authorizerId" | "scopes" | "unknown">;

/** The lock of a route whose authorization is known. */
export function lockOf(
  route: Fields,
  authorization: HttpRoute["authorization"],
  authorizers: readonly HttpAuthorizer[],
  resources: Resources,
): Lock {
  const { address } = route;
  const { scoped } = LOCKS[authorization];
  const scopes = route.texts("authorization_scopes");
  if (scopes.length > 0 && !scoped)
    resources.notice(address, `authorization_scopes have no effect with ${authorization}`);
  const kept = scoped ? scopes : [];
  const takes = authorizersOf(authorization);
  const named = route.optionalLink("authorizer_id");
  if (takes.length === 0) {
    if (named !== undefined)
      resources.warn(address, `its authorizer is not asked: authorization_type is ${authorization}`);
    return { authorization, scopes: kept };
  }
  const authorizer =
    authorizers.find(({ id, type }) => id === named && takes.includes(type)) ??
    onlyCandidate(route, takes, authorizers);
  if (authorizer) return { authorization, authorizerId: authorizer.id, scopes: kept };
  const unknown = `authorizer_id is ${named ?? "missing"}, and no authorizer of the API for ${authorization} has it`;
  resources.notice(address, unknown);
  // Whatever it is, an authorizer for JWT takes nothing but tokens.
  if (authorization === "JWT") return { authorization, authorizerId: outsideId(address), scopes: kept };
  return { authorization, scopes: kept, unknown };
}

/**
 * The authorizer of a route whose expression chooses between several: a plan names them all, and API Gateway takes only
 * one of the route's own type.
 */
function onlyCandidate(
  route: Fields,
  takes: readonly Authorizer["type"][],
  authorizers: readonly HttpAuthorizer[],
): HttpAuthorizer | undefined {
  const made = new Set(route.unresolved("authorizer_id")?.match(/[\w.[\]"-]+(?=\.id\b)/g));
  const [candidate, second] = authorizers.filter(
    ({ address, type }) => takes.includes(type) && made.has(address),
  );
  return second ? undefined : candidate;
}

function outsideId(address: string): string {
  return `(${address}.authorizer_id)`;
}

/** JWT authorizers that routes name and this Terraform does not have. */
export function outsideAuthorizers(routes: readonly HttpRoute[]): readonly HttpAuthorizer[] {
  return routes
    .filter(({ address, authorizerId }) => authorizerId === outsideId(address))
    .map(({ address }) => ({
      type: "JWT",
      address,
      id: outsideId(address),
      name: outsideId(address),
      issuer: outsideId(address),
      audience: [],
      identitySource: "$request.header.Authorization",
      unknown: "its authorizer is not in this Terraform",
    }));
}
