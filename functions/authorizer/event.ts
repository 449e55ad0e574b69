import { bearerToken } from "../token-verifier/bearer";
import { ensure } from "../token-verifier/refusal";

/** What the authorizer reads of either form of event. */
export interface AuthorizerRequest {
  readonly methodArn: unknown;
  /** The raw token, without its scheme. */
  readonly token: string;
}

/**
 * Takes the token out of a TOKEN event (`authorizationToken`, the header as it was sent) or a REQUEST event
 * (the Authorization header, exactly once, its name in any case).
 *
 * @throws TokenRefused `EVENT`, `TOKEN_MISSING` or `SCHEME`
 */
export function readEvent(event: unknown): AuthorizerRequest {
  ensure(isRecord(event), "EVENT");
  const header = event.type === "TOKEN" ? event.authorizationToken : authorizationHeader(event);
  return { methodArn: event.methodArn, token: bearerToken(header) };
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
