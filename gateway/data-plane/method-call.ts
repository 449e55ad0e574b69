import type { RouteMatch } from "../../terraform/access/decide";
import type { ApiMethod, RestApi, Stage } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { Invocation } from "./call-record";
import type { DataPlane } from "./data-plane";
import type { RequestIds } from "./event/ids";
import { bounded, MOST_TEXT } from "./trace/bounded";

/** A request as it came. */
export interface Incoming {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  /** The runs of functions for it so far, authorizers included. */
  readonly invocations: Invocation[];
}

/** A request to a stage of the API. */
export interface StageCall extends Incoming {
  readonly api: RestApi;
  readonly stage: Stage;
  /** The request's path from the stage on, as it was sent: `/dev/pets/7`; at a custom domain the whole path. */
  readonly stagePath: string;
  /** The path after the stage, as it was sent, with one leading slash: `/pets/7`. */
  readonly path: string;
  /** The custom domain, and the path as functions get it there, with the base path: `/v1/pets/7`. */
  readonly domain?: { readonly host: string; readonly path: string };
}

/** A request to a method of the API, before its caller is authenticated. */
export interface MethodCall extends StageCall {
  /** The route that was chosen, with the other method that may answer. */
  readonly match: RouteMatch;
  readonly method: ApiMethod;
  /** Values as sent, not decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The call with its body. */
export function withBody(call: MethodCall, body: Buffer): MethodCall {
  return body.length === 0 ? call : { ...call, request: requestWith(call.request, body) };
}

export function requestWith(request: HttpRequest, body: Buffer): HttpRequest {
  return body.length === 0 ? request : { ...request, body };
}

/** Invokes a function for a call, and keeps what it got and answered. */
export async function invokeFor(
  { invocations }: Incoming,
  functionArn: string,
  event: unknown,
  { invoke }: Pick<DataPlane, "invoke">,
): ReturnType<DataPlane["invoke"]> {
  const json = JSON.stringify(event);
  const invocation = recorded(functionArn, json);
  invocations.push(invocation);
  const result = await invoke(functionArn, json);
  invocation.result = bounded(result);
  return result;
}

/** Keeps the event as text: a copy of it is made only where it is long, or shown. */
function recorded(functionArn: string, json: string): Invocation {
  const kept = json.length <= MOST_TEXT ? json : JSON.stringify(bounded(JSON.parse(json)));
  return {
    functionArn,
    get event() {
      return bounded(JSON.parse(kept));
    },
    result: undefined,
  };
}

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/pets/7`, with the request's own path. */
export function methodArn({ api, path, request, stage }: MethodCall): string {
  return `${api.executionArn}/${stage.name}/${request.verb}${path}`;
}
