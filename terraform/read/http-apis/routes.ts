import { HTTP_AUTHORIZATIONS } from "../../access/decide";
import type { HttpAuthorizer, HttpRoute } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { integrationOf } from "./integrations";
import { lockOf } from "./lock";
import { placeOf, routeKeyOf } from "./route-key";

/** The API that routes belong to. */
export interface RoutedApi {
  readonly id: string;
  readonly kind: "http" | "websocket";
  readonly authorizers: readonly HttpAuthorizer[];
  /** Why it is not known whether the API is there. */
  readonly uncertain: string | undefined;
}

/** The routes of an HTTP or WebSocket API that are resources. */
export function readRoutes(api: RoutedApi, resources: Resources): readonly HttpRoute[] {
  return resources
    .where("aws_apigatewayv2_route", "api_id", api.id)
    .map((route) => readRoute(route, api, resources));
}

function readRoute(route: Fields, api: RoutedApi, resources: Resources): HttpRoute {
  const key = route.link("route_key");
  const named = api.kind === "http" ? routeKeyOf(key) : { verb: "WS", path: key };
  const { unknown, ...access } = accessOf(route, api, resources);
  if (api.kind === "websocket" && key !== "$connect" && access.authorization !== "NONE")
    resources.warn(
      route.address,
      "its authorization has no effect: a WebSocket API authorizes $connect only",
    );
  const unsure = route.unknownOf("route_key") ?? ("problem" in named ? named.problem : undefined) ?? unknown;
  return {
    address: route.address,
    key,
    verb: named.verb,
    path: named.path,
    ...access,
    ...(unsure !== undefined && { unknown: unsure }),
    integration: integrationOf(route, api.id, resources),
  };
}

type Access = Pick<HttpRoute, "apiKeyRequired" | "authorization" | "authorizerId" | "scopes" | "unknown">;

const DECIDING = ["authorization_type", "authorization_scopes", "api_key_required"];

/** An unknown part makes the route's decisions unknown. */
function accessOf(route: Fields, api: RoutedApi, resources: Resources): Access {
  const unknown =
    route.uncertain ??
    api.uncertain ??
    DECIDING.map((name) => route.unknownOf(name)).find((text) => text !== undefined);
  if (unknown !== undefined) return unknownAccess(unknown);
  const type = route.optionalText("authorization_type") ?? "NONE";
  const authorization = HTTP_AUTHORIZATIONS.find((candidate) => candidate === type);
  if (!authorization || (authorization === "JWT" && api.kind === "websocket"))
    return unknownAccess(`authorization_type is ${type}, which API Gateway refuses`);
  const apiKeyRequired = requiresKey(route, api, resources);
  return { ...lockOf(route, authorization, api.authorizers, resources), apiKeyRequired };
}

export function unknownAccess(unknown: string): Access {
  return { authorization: "AWS_IAM", scopes: [], apiKeyRequired: false, unknown };
}

function requiresKey(route: Fields, { kind }: RoutedApi, resources: Resources): boolean {
  const required = route.flag("api_key_required", false);
  if (!required || kind === "websocket") return required;
  resources.warn(route.address, "api_key_required has no effect: HTTP APIs have no API keys");
  return false;
}

/**
 * Routes with one key, of which API Gateway takes one. Where several may be there, for example because a count chooses
 * between them, the first stands for all, and its lock is not known if they have several.
 */
export function withoutDoubles(routes: readonly HttpRoute[]): readonly HttpRoute[] {
  const places = new Map<string, HttpRoute[]>();
  for (const route of routes) {
    const place = placeOf(route);
    places.set(place, [...(places.get(place) ?? []), route]);
  }
  return [...places.values()].flatMap(([route, ...others]) => {
    const other = others.find((one) => route && lockOn(one) !== lockOn(route));
    if (!route || !other) return route ?? [];
    return [{ ...route, unknown: route.unknown ?? `its key is also that of ${other.address}` }];
  });
}

function lockOn({ apiKeyRequired, authorization, authorizerId, scopes, unknown }: HttpRoute): string {
  return JSON.stringify([authorization, authorizerId, [...scopes].sort(), apiKeyRequired, unknown]);
}
