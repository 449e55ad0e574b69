import type { LambdaAuthorizer } from "../../model";

/** The Authorization header, which the functions of role tables read. */
const AUTHORIZATION = /^(method\.|route\.|\$)request\.header\.authorization$/i;

/** A header or a query parameter: what a caller sends. */
const SENT = /^(?:method\.|route\.|\$)request\.(?:header|querystring)\.(.+)$/;

/** Words of the names of headers and parameters that prove who calls. */
const CREDENTIALS = new Set([
  "auth",
  "authentication",
  "authorisation",
  "authorization",
  "bearer",
  "cookie",
  "credential",
  "credentials",
  "hmac",
  "jwt",
  "key",
  "passcode",
  "password",
  "secret",
  "session",
  "sid",
  "signature",
  "ticket",
  "token",
]);

/** The same where a name is written without separators: `accesstoken`, `apikey`, `sessionid`. */
const JOINED =
  /^(access|api|app|auth|bearer|client|csrf|id|jwt|refresh|session|user)(auth|id|key|secret|session|token)$/;
const NO_CREDENTIALS = new Set(["appid", "clientid", "userid"]);

/** Headers that every client sends, or that servers on the way set. */
const SENT_BY_ALL =
  /^(accept(-.*)?|cache-control|cloudfront-.*|connection|content-.*|host|origin|referer|sec-.*|user-agent|via|x-amz-cf-id|x-amzn-.*|x-forwarded-.*)$/i;

/**
 * Whether an identity source is a credential, which a caller without one does not have. The name says it: what a
 * function reads is not known. The header of a TOKEN authorizer is all that its function gets, so it is one, unless all
 * clients send it.
 */
export function isCredential(source: string, type: LambdaAuthorizer["type"]): boolean {
  const name = SENT.exec(source)?.[1];
  if (name === undefined) return false;
  if (type === "TOKEN") return !SENT_BY_ALL.test(name);
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (words.includes("idempotency")) return false;
  return words.some((word) => CREDENTIALS.has(word) || (JOINED.test(word) && !NO_CREDENTIALS.has(word)));
}

/** Whether a caller without a credential is refused before the function is called. */
export function asksForCredentials(authorizer: LambdaAuthorizer): boolean {
  const { identitySources, requiresSources, type } = authorizer;
  const areRequired = type === "TOKEN" || requiresSources || isCached(authorizer);
  return areRequired && identitySources.some((source) => isCredential(source, type));
}

/** Whether one caller's answer is kept for callers with other credentials. */
export function isShared(authorizer: LambdaAuthorizer): boolean {
  const { identitySources, type } = authorizer;
  if (type === "TOKEN" || !isCached(authorizer)) return false;
  return !identitySources.some((source) => AUTHORIZATION.test(source) || isCredential(source, type));
}

function isCached({ ttlSeconds }: LambdaAuthorizer): boolean {
  return ttlSeconds > 0;
}
