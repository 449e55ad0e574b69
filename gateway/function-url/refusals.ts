import type { RequestIds } from "../data-plane/event/ids";
import type { Refusing } from "../data-plane/trace/trace";
import type { Header, HttpResponse } from "../http/message";

/** What the URL of a function answers itself. */
export type UrlRefusal =
  | "FORBIDDEN"
  | "BAD_GATEWAY"
  | "TOO_LARGE"
  | "SERVICE_UNAVAILABLE"
  /** Of the gate, not of the service: a part of the Terraform that it cannot enforce may touch the URL. */
  | "NOT_SERVED";

export interface UrlRefused extends Refusing {
  readonly response: UrlRefusal;
}

interface OwnAnswer {
  readonly status: number;
  readonly body: string;
  /** `x-amzn-ErrorType` */
  readonly errorType?: string;
}

const GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

/** Only that of FORBIDDEN is known byte for byte. */
const answers: Readonly<Record<UrlRefusal, OwnAnswer>> = {
  FORBIDDEN: {
    status: 403,
    body: message(`Forbidden. For troubleshooting Function URL authorization issues, see: ${GUIDE}`),
    errorType: "AccessDeniedException",
  },
  BAD_GATEWAY: { status: 502, body: "Internal Server Error" },
  TOO_LARGE: {
    status: 413,
    body: message("Request Entity Too Large"),
    errorType: "RequestEntityTooLargeException",
  },
  SERVICE_UNAVAILABLE: { status: 503, body: message("Service Unavailable") },
  NOT_SERVED: { status: 501, body: message("Not served by this gate") },
};

function message(Message: string): string {
  return JSON.stringify({ Message });
}

export function refusedAnswer({ response }: Pick<UrlRefused, "response">, ids: RequestIds): HttpResponse {
  const { body, errorType, status } = answers[response];
  return {
    status,
    headers: [
      ["content-type", "application/json"],
      ...idHeaders(ids),
      ...(errorType === undefined ? [] : [["x-amzn-ErrorType", errorType] as const]),
    ],
    body,
  };
}

export function idHeaders({ requestId, traceId }: RequestIds): Header[] {
  return [
    ["x-amzn-RequestId", requestId],
    ["X-Amzn-Trace-Id", traceId],
  ];
}
