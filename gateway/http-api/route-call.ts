import type { RouteMatch } from "../../terraform/access/decide";
import type { HttpApi, HttpRoute, Stage } from "../../terraform/model";
import type { Incoming } from "../data-plane/method-call";

/** A request to a stage of an HTTP API. */
export interface HttpStageCall extends Incoming {
  readonly api: HttpApi;
  readonly stage: Stage;
  /** The path after the stage as it was sent, with one leading slash: `/pets/7`. */
  readonly path: string;
  /** The path as functions get it: decoded, and with the stage or the base path that it names: `/dev/pets/7`. */
  readonly rawPath: string;
  /** The custom domain that the request is for. */
  readonly domain?: string;
  /** Of the custom domain: `/v1`, or empty. */
  readonly basePath?: string;
}

/** `domainName` and `domainPrefix` of events and logs. */
export function domainOf({ api, domain }: Pick<EventCall, "api" | "domain">) {
  const [, , , region] = api.executionArn.split(":");
  return domain === undefined
    ? { domainName: `${api.id}.execute-api.${region}.amazonaws.com`, domainPrefix: api.id }
    : { domainName: domain, domainPrefix: domain.split(".")[0] ?? "" };
}

/** What events of the payload format 2.0 are made of, for the routes of HTTP APIs and the URLs of functions. */
export interface EventCall
  extends Pick<RouteCall, "domain" | "ids" | "pathParameters" | "rawPath" | "request" | "stage"> {
  readonly api: Pick<HttpApi, "executionArn" | "id">;
  readonly route: Pick<HttpRoute, "key">;
}

/** A request to a route, before its caller is authenticated. */
export interface RouteCall extends HttpStageCall {
  readonly match: RouteMatch<HttpRoute>;
  readonly route: HttpRoute;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/pets/7`, with the request's own path, decoded. */
export function routeArn({ api, request, stage }: RouteCall, delivered: string): string {
  return `${api.executionArn}/${stage.name}/${request.verb}${delivered}`;
}
