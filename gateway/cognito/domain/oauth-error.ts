import type { HttpResponse } from "../../http/message";

/** RFC 6749, 5.2, and RFC 7009, 2.2.1. */
export type OauthErrorCode =
  | "invalid_client"
  | "invalid_grant"
  | "invalid_request"
  | "invalid_scope"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_token_type";

/** An error of an endpoint that clients call, as Cognito words it: the code alone. */
export class OauthError extends Error {
  override readonly name = "OauthError";

  constructor(
    readonly code: OauthErrorCode,
    /** For the gate's log. */
    reason: string,
    /** https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html: 400 for all of them */
    readonly status: 400 | 401 = 400,
  ) {
    super(reason);
  }
}

export function errorResponse({ code, status }: OauthError): HttpResponse {
  return tokenJson(status, { error: code });
}

/** RFC 6749, 5.1: what has tokens is not to be stored. */
export function tokenJson(status: number, body: unknown): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", "application/json;charset=UTF-8"],
      ["Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"],
      ["Pragma", "no-cache"],
    ],
    body: JSON.stringify(body),
  };
}
