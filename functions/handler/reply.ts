import type { APIGatewayProxyResult } from "aws-lambda";

/** An answer before it is written as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** An error that the client can correct. The message and the field are sent to it. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  /** @param field where in the body, the path or the query */
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 413 | 415 | 422,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** Answers are about one caller: caches must not store them, and browsers must not render them as pages. */
const headers = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** @param more further headers of the answer */
export function toResult(
  { status, body }: Reply,
  more: Readonly<Record<string, string>> = {},
): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: { ...headers, ...more },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}

export const unauthorized: Reply = { status: 401, body: { message: "Unauthorized" } };

export const internalError: Reply = { status: 500, body: { message: "Internal server error" } };

export function fromRequestError({ status, message, field }: RequestError): Reply {
  return { status, body: { message, field } };
}
