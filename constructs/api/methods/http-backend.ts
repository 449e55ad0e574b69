import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { Construct } from "constructs";
import * as v from "valibot";
import type { Path, Route, RouteKey } from "../../../access/model";
import { parameterNames } from "../../../contract/path-part";
import { type Cors, declaredHeaders, fixedHeaders, mapped } from "../../cors/cors";
import { allowedOrigin } from "../../cors/origin-template";
import { type Entries, listOf, partsOfKey, refWith, someText, yesOrNo } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import { isServerUrl } from "../../endpoint/server-url";
import { lockOf } from "../../locks";
import type { VpcLinkRef } from "./vpc-link";

/** A server behind the API that is not a Lambda function: an EC2 machine, a load balancer, another service. */
export interface HttpBackend {
  /** Its address without the route's path: `https://shop.internal.example.com`. */
  readonly url: string;
  /** The VPC link to it. @default none: it is reached over the internet */
  readonly vpcLink?: VpcLinkRef;
  /** Whether the backend gets the caller's Authorization header. @default false */
  readonly passToken?: boolean;
  /** Query parameters that are passed to it. @default none */
  readonly query?: readonly string[];
  /** Statuses that are passed to the client; any other becomes 502. @default 200, 201, 204, 400, 401, 403, 404, 409, 422, 429 */
  readonly statuses?: readonly number[];
  /** Milliseconds, 50 to 29,000. @default 29000 */
  readonly timeout?: number;
}

export const httpBackendEntries = {
  url: someText,
  vpcLink: v.exactOptional(refWith("id")),
  passToken: v.exactOptional(yesOrNo),
  query: v.exactOptional(listOf(someText)),
  statuses: v.exactOptional(listOf(v.number())),
  timeout: v.exactOptional(v.number()),
} satisfies Entries<HttpBackend>;

const STATUSES = [200, 201, 204, 400, 401, 403, 404, 409, 422, 429];
/** Statuses of responses without a body. A template with `$input.body` would give them the body `{}`. */
const EMPTY = ["204", "205", "304"];

/** Parameters that the method must declare so that the integration can map them. */
export function mappedParameters(backend: HttpBackend, path: Path): { [name: string]: boolean } {
  return {
    ...Object.fromEntries(parameterNames(path).map((name) => [`method.request.path.${name}`, true])),
    ...Object.fromEntries((backend.query ?? []).map((name) => [`method.request.querystring.${name}`, false])),
    ...Object.fromEntries(clientHeaders(backend).map((name) => [`method.request.header.${name}`, false])),
  };
}

export interface HttpIntegrationProps {
  readonly api: Pick<ApiGatewayRestApi, "id">;
  readonly route: RouteKey;
  readonly declared: Route;
  readonly resourceId: string;
  /** The method's verb as a reference, so that the method is created first. */
  readonly httpMethod: string;
  readonly backend: HttpBackend;
  /** Origins whose pages may read the responses. @default none */
  readonly cors?: Cors;
  /** Request parameters in the cache key. */
  readonly cacheKeys: string[];
}

/**
 * An `HTTP` integration, so that the backend gets the headers that are mapped here and no others. `HTTP_PROXY` passes on
 * all headers of the client and compares their names by case, so an `x-caller-id` of the client would arrive beside the
 * verified `X-Caller-Id`.
 */
export function httpIntegration(scope: Construct, props: HttpIntegrationProps): ApiGatewayIntegration {
  const [verb, path] = partsOfKey(props.route);
  checkBackend(props.backend, props.route);
  const at = { restApiId: props.api.id, resourceId: props.resourceId, httpMethod: props.httpMethod };
  const integration = new ApiGatewayIntegration(scope, "integration", {
    ...at,
    type: "HTTP",
    integrationHttpMethod: verb,
    uri: `${props.backend.url}${path.replace("+}", "}")}`,
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutMilliseconds: props.backend.timeout ?? 29_000,
    requestParameters: requestParameters(props.backend, path, props.declared),
    ...(props.cacheKeys.length > 0 && { cacheKeyParameters: props.cacheKeys }),
    ...(props.backend.vpcLink && { connectionType: "VPC_LINK", connectionId: props.backend.vpcLink.id }),
  });
  answers(scope, props, at, integration);
  return integration;
}

function answers(
  scope: Construct,
  props: HttpIntegrationProps,
  at: { readonly restApiId: string; readonly resourceId: string; readonly httpMethod: string },
  integration: ApiGatewayIntegration,
): void {
  const origin = (status: string) =>
    props.cors && allowedOrigin(props.cors, EMPTY.includes(status) ? "" : "$input.body");
  const statuses = [...new Set(props.backend.statuses ?? STATUSES)]
    .map(String)
    .filter((status) => status !== "502");
  for (const status of [...statuses, "502"]) {
    const { computed = [], literal, templates } = origin(status) ?? {};
    const headers = {
      ...mapped("method.response.header", { ...(props.cors && fixedHeaders(props.cors)), ...literal }),
      "method.response.header.Content-Type": "integration.response.header.Content-Type",
    };
    const method = new ApiGatewayMethodResponse(scope, `declared-${status}`, {
      ...at,
      statusCode: status,
      responseParameters: declaredHeaders([
        ...Object.keys(headers),
        ...computed.map((name) => `method.response.header.${name}`),
      ]),
    });
    new ApiGatewayIntegrationResponse(scope, `answer-${status}`, {
      ...at,
      statusCode: method.statusCode,
      // The response without a pattern is used for all other statuses.
      ...(status !== "502" && { selectionPattern: status }),
      responseParameters: headers,
      ...(templates && { responseTemplates: { ...templates } }),
      dependsOn: [integration],
    });
  }
}

function requestParameters(backend: HttpBackend, path: Path, route: Route): { [name: string]: string } {
  const from = (place: string, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [`integration.request.${place}.${name}`, `method.request.${place}.${name}`]),
    );
  return {
    ...from("path", parameterNames(path)),
    ...from("querystring", backend.query ?? []),
    ...from("header", clientHeaders(backend)),
    ...Object.fromEntries(
      Object.entries(identityOf(route)).map(([name, value]) => [`integration.request.header.${name}`, value]),
    ),
  };
}

/** The caller as the route's lock has verified it; `-` for what the lock does not know. */
function identityOf(route: Route): Record<string, string> {
  const { id = "'-'", roles = "'-'" } = lockOf(route).rest.caller(route);
  return { "X-Caller-Lock": `'${route.lock}'`, "X-Caller-Id": id, "X-Caller-Roles": roles };
}

function clientHeaders(backend: HttpBackend): string[] {
  return ["Accept", "Content-Type", "Idempotency-Key", ...(backend.passToken ? ["Authorization"] : [])];
}

function checkBackend(backend: HttpBackend, route: RouteKey): void {
  if (!isServerUrl(backend.url, backend.vpcLink ? ["http", "https"] : ["https"])) {
    throw new DeclarationError(
      "BACKEND_URL_INVALID",
      `The backend of "${route}" answers at "${backend.url}"; expected https:// and a host, without a path, a user and parameters. Plain http needs a VPC link.`,
    );
  }
  const timeout = backend.timeout ?? 29_000;
  if (!Number.isInteger(timeout) || timeout < 50 || timeout > 29_000) {
    throw new DeclarationError(
      "BACKEND_TIMEOUT_INVALID",
      `The backend of "${route}" is given ${timeout} ms; API Gateway waits 50 to 29000.`,
    );
  }
  const wrong = backend.statuses?.find((status) => !Number.isInteger(status) || status < 200 || status > 599);
  if (wrong !== undefined) {
    throw new DeclarationError(
      "BACKEND_STATUS_INVALID",
      `The backend of "${route}" is to answer ${wrong}; expected 200 to 599.`,
    );
  }
}
