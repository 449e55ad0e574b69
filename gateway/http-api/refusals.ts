import type { Decision, Refusal } from "../../terraform/model";
import type { RequestIds } from "../data-plane/event/ids";
import type { Refusing } from "../data-plane/trace/trace";
import type { Header, HttpResponse } from "../http/message";

/** What an HTTP API answers itself. Its answers cannot be customized. */
export type HttpRefusal =
  | "NOT_FOUND"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "THROTTLED"
  | "BODY_TOO_LARGE"
  | "HEADERS_TOO_LARGE"
  | "INTERNAL_SERVER_ERROR"
  | "SERVICE_UNAVAILABLE"
  /** Of the gate, not of the service: a part of the Terraform that it cannot enforce may touch the route. */
  | "NOT_SERVED";

/** The answers to 413 and 431 are not documented. */
const answers: Readonly<Record<HttpRefusal, { readonly status: number; readonly message: string }>> = {
  NOT_FOUND: { status: 404, message: "Not Found" },
  UNAUTHORIZED: { status: 401, message: "Unauthorized" },
  FORBIDDEN: { status: 403, message: "Forbidden" },
  THROTTLED: { status: 429, message: "Too Many Requests" },
  BODY_TOO_LARGE: { status: 413, message: "Request Entity Too Large" },
  HEADERS_TOO_LARGE: { status: 431, message: "Request Header Fields Too Large" },
  INTERNAL_SERVER_ERROR: { status: 500, message: "Internal Server Error" },
  SERVICE_UNAVAILABLE: { status: 503, message: "Service Unavailable" },
  NOT_SERVED: { status: 501, message: "Not served by this gate" },
};

/** Why a call is refused, and the answer to its caller. */
export interface HttpRefused extends Refusing {
  readonly response: HttpRefusal;
  /** `www-authenticate` */
  readonly challenge?: string;
  /** `$context.authorizer.error`, for access logs. */
  readonly authorizerError?: string;
}

const OF_DECISION: Readonly<Record<Refusal, HttpRefusal>> = {
  ACCESS_DENIED: "FORBIDDEN",
  API_CONFIGURATION_ERROR: "INTERNAL_SERVER_ERROR",
  AUTHORIZER_CONFIGURATION_ERROR: "INTERNAL_SERVER_ERROR",
  AUTHORIZER_FAILURE: "INTERNAL_SERVER_ERROR",
  EXPIRED_TOKEN: "FORBIDDEN",
  INVALID_API_KEY: "FORBIDDEN",
  INVALID_SIGNATURE: "FORBIDDEN",
  MISSING_AUTHENTICATION_TOKEN: "FORBIDDEN",
  QUOTA_EXCEEDED: "THROTTLED",
  THROTTLED: "THROTTLED",
  UNAUTHORIZED: "UNAUTHORIZED",
};

/** The refusal for a decision other than `allow`; `unknown` is refused as well. */
export function refusedBy({ reason, refusal, source: rule }: Decision): HttpRefused {
  const response = OF_DECISION[refusal ?? "API_CONFIGURATION_ERROR"];
  return { response, reason, ...(rule && { rule }) };
}

export function messageOf(refusal: HttpRefusal): string {
  return answers[refusal].message;
}

/** A part of the route that this gate does not evaluate, while the service does. */
export function notServed(reason: string): HttpRefused {
  return { response: "NOT_SERVED", reason };
}

export function misconfigured(reason: string): HttpRefused {
  return { response: "INTERNAL_SERVER_ERROR", reason };
}

export function refusedAnswer({ challenge, response }: HttpRefused, ids: RequestIds): HttpResponse {
  const { message, status } = answers[response];
  const type: Header[] = status === 401 ? [] : [["content-type", "application/json"]];
  return {
    status,
    headers: [
      ...type,
      ...(challenge === undefined ? [] : [["www-authenticate", challenge] as const]),
      ...idHeaders(ids),
    ],
    body: JSON.stringify({ message }),
  };
}

/** The call's id, 16 characters that end in `=`; functions and logs have the same. */
export function requestIdOf({ extendedRequestId }: RequestIds): string {
  return extendedRequestId;
}

export function idHeaders(ids: RequestIds): Header[] {
  return [["apigw-requestid", requestIdOf(ids)]];
}
