import type { APIGatewayProxyResult } from "aws-lambda";
import type { Environment } from "../../contract/variables";
import { callerOf } from "./caller";
import { corsHeaders } from "./cors";
import { type ProxyEvent, requestEvent } from "./event";
import { fromRequestError, internalError, type Reply, RequestError, toResult, unauthorized } from "./reply";
import type { EndpointRequest } from "./request";

/** Answers one route. Its data access is bound when the endpoint is made. */
export type Endpoint = (request: EndpointRequest) => Promise<Reply>;

/** The log of a handler, such as the Logger of Powertools. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

export type Handler = (event: ProxyEvent) => Promise<APIGatewayProxyResult>;

/**
 * A Lambda handler for some routes (`GET /pets/{petId}`, as API Gateway names them) of a REST API or an HTTP API. It
 * answers 401 unless the gateway verified exactly one caller, so an endpoint never runs without one. A client's errors
 * are described in the answer; internal errors are logged, and the client gets 500 without a reason. The log has the
 * caller, the route and the status, and never a token, a header or a body.
 *
 * @param environment with the origins whose pages may read the answers, errors included
 * @throws ConfigurationError
 */
export function serve(
  endpoints: Readonly<Record<string, Endpoint>>,
  log: Log,
  environment: Environment = process.env,
): Handler {
  const cors = corsHeaders(environment);
  return async (received) => {
    const event = requestEvent(received);
    const { requestId } = event.requestContext;
    const route = `${event.httpMethod} ${event.resource}`;
    const caller = callerOf(received);
    const reply = caller ? await run(endpoints, route, { caller, event }, log) : unauthorized;
    const who = caller ? { kind: caller.kind, id: caller.id } : undefined;
    log.info("Answered", { requestId, route, caller: who, status: reply.status });
    return toResult(reply, cors(event));
  };
}

/** A Lambda handler for a route that is open to all callers. @throws ConfigurationError */
export function servePublic(answer: () => Reply, environment: Environment = process.env): Handler {
  const cors = corsHeaders(environment);
  return async (event) => toResult(answer(), cors({ multiValueHeaders: {}, ...event }));
}

async function run(
  endpoints: Readonly<Record<string, Endpoint>>,
  route: string,
  request: EndpointRequest,
  log: Log,
): Promise<Reply> {
  const { requestId } = request.event.requestContext;
  try {
    const endpoint = Object.hasOwn(endpoints, route) ? endpoints[route] : undefined;
    if (!endpoint) throw new RequestError(404, "Not found");
    return await endpoint(request);
  } catch (error) {
    if (error instanceof RequestError) return fromRequestError(error);
    log.error("Failed", { requestId, route, ...describe(error) });
    return internalError;
  }
}

/** Name and place. The message is left out: a library's message may quote the client's input. */
function describe(error: unknown): { readonly error: string; readonly at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = error.stack?.split("\n").find((line) => line.startsWith("    at "));
  return { error: error.name, ...(at && { at: at.trim() }) };
}
