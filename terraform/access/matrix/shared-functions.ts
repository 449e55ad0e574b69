import type { Api, ApiKind, ApiModel, Notice, Operation } from "../../model";
import { type Front, frontsOf } from "../decide";
import { listed } from "./listed";

/**
 * Functions that an API invokes behind a lock and in public, each with its first open route. What the function does
 * there is not known: it may look at more of a request than its path. Other APIs are the reader's concern.
 */
export function sharedFunctions(model: ApiModel): readonly Notice[] {
  return [...frontsOf(model).values()].flatMap((fronts) =>
    byApi(fronts).flatMap((ofApi) => {
      const opened = ofApi.filter((front) => front.asks === "none" && !isPreflight(front));
      const locked = ofApi.filter(({ asks }) => asks === "lock" || asks === "api-key");
      const [open] = opened;
      if (!open || locked.length === 0 || isCatchAll(open)) return [];
      const behind = listed(locked.map(({ method }) => `${nameOf(method)} (${method.authorization})`));
      const message = `every caller may call the function that is behind ${behind} through ${listed(opened.map(({ method }) => nameOf(method)))}: it must choose what it does by the event's ${ROUTE_IN_EVENT[open.api.kind]}, not by the path that was sent; or give the open routes a function of their own`;
      return [{ address: open.method.address, message, weight: "warning" as const }];
    }),
  );
}

/** Where the event of a proxy integration names the route that API Gateway chose. */
const ROUTE_IN_EVENT: Readonly<Record<ApiKind, string>> = {
  rest: "resource and httpMethod",
  http: "routeKey",
  websocket: "routeKey",
  url: "requestContext",
};

function nameOf({ path, verb }: Operation): string {
  return path.startsWith("/") ? `${verb} ${path}` : path;
}

function byApi(fronts: readonly Front[]): readonly (readonly Front[])[] {
  const groups = new Map<Api, Front[]>();
  for (const front of fronts) {
    const known = groups.get(front.api);
    if (known) known.push(front);
    else groups.set(front.api, [front]);
  }
  return [...groups.values()];
}

/** Browsers send preflights without credentials, so that functions behind a lock answer them in public. */
function isPreflight({ method: { verb } }: Front): boolean {
  return verb === "OPTIONS";
}

/** The reader warns of a public route that takes all paths. */
function isCatchAll({ method: { path } }: Front): boolean {
  return path === "$default" || path.endsWith("+}");
}
