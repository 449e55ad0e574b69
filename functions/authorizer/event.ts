import { bearerToken } from "../token-verifier/bearer";
import { ensure } from "../token-verifier/refusal";

/** What the authorizer reads of each form of event. */
export interface AuthorizerRequest {
  /** `methodArn`; in payload format 2.0 of HTTP APIs `routeArn`. */
  readonly methodArn: unknown;
  /** The raw token, without its scheme. */
  readonly token: string;
}

/**
 * Takes the token out of a TOKEN event (`authorizationToken`, the header as it was sent) or a REQUEST event of a REST API
 * or an HTTP API (the Authorization header, exactly once, its name in any case).
 *
 * @throws TokenRefused `EVENT`, `TOKEN_MISSING` or `SCHEME`
 */
export function readEvent(event: unknown): AuthorizerRequest {
  ensure(isRecord(event), "EVENT");
  const header = event.type === "TOKEN" ? event.authorizationToken : authorizationHeader(event);
  if (event.version !== "2.0") return { methodArn: event.methodArn, token: bearerToken(header) };
  checkIdentitySource(event.identitySource, header);
  return { methodArn: event.routeArn, token: bearerToken(header) };
}

/**
 * Payload format 2.0 has the values under which API Gateway keeps the answer. Without the token among them, the answer to
 * one caller would be given to the next. Where answers are not kept, there may be none.
 */
function checkIdentitySource(source: unknown, header: unknown): void {
  if (source === undefined || source === null) return;
  ensure(Array.isArray(source) && source.includes(header), "EVENT");
}

/** Two headers may name two callers, and a backend may take the other one. Both are refused. */
function authorizationHeader(event: Readonly<Record<string, unknown>>): unknown {
  ensure(event.type === "REQUEST", "EVENT");
  const several = namedAuthorization(event.multiValueHeaders).flat();
  const single = namedAuthorization(event.headers);
  ensure(several.length <= 1 && single.length <= 1, "TOKEN_MISSING");
  const values = new Set([...several, ...single]);
  ensure(values.size === 1, "TOKEN_MISSING");
  return [...values][0];
}

function namedAuthorization(headers: unknown): readonly unknown[] {
  if (!isRecord(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]) =>
    name.toLowerCase() === "authorization" ? [value] : [],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
