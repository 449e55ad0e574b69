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
  const { authorizationToken, identitySource, methodArn, routeArn, type, version } = event;
  if (type === "TOKEN" && version !== "2.0") return { methodArn, token: bearerToken(authorizationToken) };
  const header = authorizationHeader(event);
  if (version === "2.0") checkKeptUnder(identitySource, header);
  else for (const sources of [identitySource, authorizationToken]) checkKeptUnder(sourcesIn(sources), header);
  return { methodArn: version === "2.0" ? routeArn : methodArn, token: bearerToken(header) };
}

/**
 * The events of HTTP APIs have the values under which API Gateway keeps the answer. Without the token among them, the answer
 * to one caller would be given to the next. Where answers are not kept, there may be none.
 */
function checkKeptUnder(sources: unknown, header: unknown): void {
  if (sources === undefined || sources === null) return;
  ensure(Array.isArray(sources) && sources.includes(header), "EVENT");
}

/** Payload format 1.0 has the values as one text with commas between them, under two names. */
function sourcesIn(text: unknown): unknown {
  return typeof text === "string" ? text.split(",") : text;
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
