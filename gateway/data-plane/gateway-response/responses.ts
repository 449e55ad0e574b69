import type { Refusal } from "../../../terraform/model";
import type { Header, HttpResponse } from "../../http/message";
import type { RequestIds } from "../event/ids";
import type { Rule } from "../trace/trace";

/**
 * API Gateway's own answers (gateway responses) without customization. Case of keys, spaces and error types are those
 * of the service.
 */
export type ResponseType =
  | Refusal
  /** No such stage: answered before any configuration of the API applies. */
  | "FORBIDDEN"
  /** No gateway response either: it cannot be customized. */
  | "URI_TOO_LONG"
  /** Nor here. The status is not documented. */
  | "HEADERS_TOO_LARGE"
  | "WAF_FILTERED"
  | "BAD_REQUEST_BODY"
  | "BAD_REQUEST_PARAMETERS"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "INTEGRATION_FAILURE"
  | "INTEGRATION_TIMEOUT"
  /** Of the gate, not of the service: a part of the Terraform that it cannot enforce may touch the method. */
  | "NOT_SERVED";

interface Shape {
  readonly status: number;
  /** `x-amzn-ErrorType`; absent where there is none. */
  readonly errorType?: string;
  /** `null` where the service sends no message. */
  readonly message: string | null;
}

const INTERNAL = "Internal server error";

const responses: Readonly<Record<ResponseType, Shape>> = {
  ACCESS_DENIED: {
    status: 403,
    errorType: "AccessDeniedException",
    message: "User is not authorized to access this resource",
  },
  API_CONFIGURATION_ERROR: { status: 500, errorType: "InternalServerErrorException", message: INTERNAL },
  AUTHORIZER_CONFIGURATION_ERROR: {
    status: 500,
    errorType: "AuthorizerConfigurationException",
    message: null,
  },
  AUTHORIZER_FAILURE: { status: 500, errorType: "AuthorizerFailureException", message: null },
  BAD_REQUEST_BODY: { status: 400, errorType: "BadRequestException", message: "Invalid request body" },
  BAD_REQUEST_PARAMETERS: { status: 400, errorType: "BadRequestException", message: "Bad Request" },
  EXPIRED_TOKEN: {
    status: 403,
    errorType: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  FORBIDDEN: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  INTEGRATION_FAILURE: { status: 502, errorType: "InternalServerErrorException", message: INTERNAL },
  INTEGRATION_TIMEOUT: {
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Endpoint request timed out",
  },
  INVALID_API_KEY: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  INVALID_SIGNATURE: {
    status: 403,
    errorType: "InvalidSignatureException",
    message: "The request signature we calculated does not match the signature you provided.",
  },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    errorType: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  },
  NOT_SERVED: { status: 501, errorType: "NotServedByThisGate", message: "Not served by this gate" },
  QUOTA_EXCEEDED: { status: 429, errorType: "LimitExceededException", message: "Limit Exceeded" },
  THROTTLED: { status: 429, errorType: "TooManyRequestsException", message: "Too Many Requests" },
  WAF_FILTERED: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  UNAUTHORIZED: { status: 401, errorType: "UnauthorizedException", message: "Unauthorized" },
  // The text: https://ntsblog.homedev.com.au/index.php/2021/03/09/aws-api-gateway-http-header-is-larger-than-10240-bytes/
  HEADERS_TOO_LARGE: { status: 431, message: "HTTP header is larger than 10240 bytes." },
  URI_TOO_LONG: { status: 414, message: "Request URI too long" },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    errorType: "BadRequestException",
    message: "Unsupported Media Type",
  },
};

/** Why a call is refused, and the answer to its caller. */
export interface Refused {
  readonly response: ResponseType;
  /** For the log; never sent. */
  readonly reason: string;
  /** The part of the Terraform that refuses, for the trace. @default what the check is about */
  readonly rule?: Rule;
  /** Replaces the message of the gateway response. */
  readonly message?: string;
  /** Replaces its status. */
  readonly status?: number;
  /** Replaces its `x-amzn-ErrorType`. */
  readonly errorType?: string;
  /** What is wrong with a body, for templates that show it. */
  readonly detail?: string;
}

/** `$context.error` of a refusal, for templates. */
export function errorContext({ detail, message, response }: Refused): Record<string, string> {
  const text = message ?? responses[response].message;
  return {
    ...(text !== null && { message: text }),
    messageString: JSON.stringify(text),
    responseType: response,
    ...(detail !== undefined && { validationErrorString: detail }),
  };
}

/** The answer without customization. */
export function gatewayResponse(refused: Refused, ids: RequestIds): HttpResponse {
  const { errorType, message, status: usual } = responses[refused.response];
  const { errorType: type = errorType, status = usual } = refused;
  return {
    status,
    headers: [
      ["Content-Type", "application/json"],
      ...idHeaders(ids),
      ...(type === undefined ? [] : [["x-amzn-ErrorType", type] as const]),
    ],
    body: bodyOf(status, refused.response, refused.message ?? message),
  };
}

export function idHeaders({ requestId, extendedRequestId }: RequestIds): Header[] {
  return [
    ["x-amzn-RequestId", requestId],
    ["x-amz-apigw-id", extendedRequestId],
  ];
}

/** ACCESS_DENIED alone has a capital M; from 500 on there is a space after the colon, but none before null. */
function bodyOf(status: number, type: ResponseType, message: string | null): string {
  if (message === null) return '{"message":null}';
  const key = type === "ACCESS_DENIED" ? "Message" : "message";
  return `{"${key}":${status >= 500 ? " " : ""}${JSON.stringify(message)}}`;
}
