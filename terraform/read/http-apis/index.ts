import type { HttpApi, WebSocketApi } from "../../model";
import { ONLY_BY_DOMAIN } from "../../types";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { isEndpointDisabled, withTrustStores } from "../trust-stores";
import { readAuthorizers } from "./authorizers";
import { NO_BODY, readBody } from "./body";
import { readCors } from "./cors";
import { outsideAuthorizers } from "./lock";
import { quickCreated } from "./quick-create";
import { readRoutes, withoutDoubles } from "./routes";
import { readStages } from "./stages";

export interface HttpApis {
  readonly httpApis: readonly HttpApi[];
  readonly webSocketApis: readonly WebSocketApi[];
}

/**
 * The HTTP and WebSocket APIs. The gate serves no WebSocket API and nothing of an API that is elsewhere, so a strict
 * reader leaves those out.
 */
export function readHttpApis(resources: Resources): HttpApis {
  const { strict } = resources.reading;
  const apis = resources.ofType("aws_apigatewayv2_api").filter((api) => !strict || isServed(api, resources));
  const own = apis.map((api) => readApi(api, resources));
  const ids = new Set(own.map(({ id }) => id));
  const all = strict ? own : [...own, ...readElsewhere(ids, resources)];
  return {
    httpApis: all.filter((api) => api.kind === "http"),
    webSocketApis: all.filter((api) => api.kind === "websocket"),
  };
}

function isServed(api: Fields, resources: Resources): boolean {
  if (api.text("protocol_type") !== "WEBSOCKET") return true;
  resources.notice(api.address, "WebSocket APIs are not served here");
  return false;
}

function readApi(api: Fields, resources: Resources): HttpApi | WebSocketApi {
  const { address, uncertain } = api;
  const id = api.link("id");
  const kind = api.optionalLink("protocol_type") === "WEBSOCKET" ? "websocket" : "http";
  const body = kind === "http" ? readBody(api, resources) : NO_BODY;
  const quick = quickCreated(api);
  const authorizers = [...readAuthorizers(id, resources), ...body.authorizers];
  const routes = readRoutes({ id, kind, authorizers, uncertain }, resources);
  const stages = readStages(id, resources);
  const named = new Set(stages.map(({ name }) => name));
  const unknown = body.unknown ?? api.unknownOf("protocol_type");
  const isDisabled = isEndpointDisabled(api, body.isEndpointDisabled);
  // As of a REST API: without the name of a custom domain, the gate's address stands for it.
  if (isDisabled && resources.reading.strict) resources.notice(address, ONLY_BY_DOMAIN);
  const cors = kind === "http" && resources.reading.strict ? readCors(api) : undefined;
  return {
    kind,
    address,
    id,
    name: api.name(),
    executionArn: api.link("execution_arn"),
    ...(isDisabled && { endpointDisabled: isDisabled }),
    ...(unknown !== undefined && { unknown }),
    stages: withTrustStores(
      [...stages, ...quick.stages.filter(({ name }) => !named.has(name))],
      { id, isEndpointDisabled: isDisabled },
      resources,
    ),
    methods: withoutDoubles([...routes, ...body.routes, ...quick.routes]),
    authorizers: [...authorizers, ...outsideAuthorizers(routes)],
    ...(cors && { cors }),
  };
}

/** APIs of which this Terraform declares routes, but not the API itself. */
function readElsewhere(known: ReadonlySet<string>, resources: Resources): (HttpApi | WebSocketApi)[] {
  const routes = resources.ofType("aws_apigatewayv2_route");
  const ids = new Set(routes.map((route) => route.link("api_id")).filter((id) => !known.has(id)));
  return [...ids].map((id) => {
    const authorizers = readAuthorizers(id, resources);
    const keys = routes
      .filter((route) => route.link("api_id") === id)
      .map((route) => route.link("route_key"));
    const kind: HttpApi["kind"] | WebSocketApi["kind"] = keys.some(
      (key) => key === "$default" || key.includes("/"),
    )
      ? "http"
      : "websocket";
    const methods = readRoutes({ id, kind, authorizers, uncertain: undefined }, resources);
    return {
      kind,
      address: id,
      id,
      name: id,
      executionArn: `arn:aws:execute-api:${resources.region}:${resources.accountId}:${id}`,
      unknown: "the API is not in this Terraform",
      stages: readStages(id, resources),
      methods: withoutDoubles(methods),
      authorizers: [...authorizers, ...outsideAuthorizers(methods)],
    };
  });
}
