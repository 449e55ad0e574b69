import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from "aws-lambda";

/**
 * An event of a Lambda proxy integration: of a REST API, or of an HTTP API in payload format 1.0 or 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export type ProxyEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** What endpoints read of an event, in whichever format it came. What is not there is null. */
export interface RequestEvent
  extends Pick<
    APIGatewayProxyEvent,
    | "body"
    | "headers"
    | "httpMethod"
    | "isBase64Encoded"
    | "multiValueHeaders"
    | "pathParameters"
    | "queryStringParameters"
    | "resource"
  > {
  readonly requestContext: {
    readonly requestId: string;
    /** An API key is of REST APIs only. */
    readonly identity: Pick<APIGatewayProxyEvent["requestContext"]["identity"], "apiKeyId">;
  };
}

export function isPayload2(event: ProxyEvent): event is APIGatewayProxyEventV2 {
  return "version" in event && event.version === "2.0";
}

/**
 * The event as endpoints read it. Verb and path are those of the route and not of the request, so that an endpoint
 * answers its own route only. Payload format 2.0 has the cookies beside the headers, and joins a header that was sent
 * more than once with commas.
 */
export function requestEvent(event: ProxyEvent): RequestEvent {
  if (!isPayload2(event)) return event;
  const [httpMethod = "", resource = ""] = event.routeKey.split(" ");
  const { requestId } = event.requestContext;
  return {
    httpMethod,
    resource,
    headers: { ...event.headers, ...(event.cookies && { cookie: event.cookies.join("; ") }) },
    // One list for each header would say that it was sent once.
    multiValueHeaders: {},
    pathParameters: event.pathParameters ?? null,
    queryStringParameters: event.queryStringParameters ?? null,
    body: event.body ?? null,
    isBase64Encoded: event.isBase64Encoded,
    requestContext: { requestId, identity: { apiKeyId: null } },
  };
}
