import type { IncomingMessage, ServerResponse } from "node:http";
import { bearerToken } from "./bearer";
import type { Identity } from "./claims";
import type { WriteLog } from "./log";
import { ensure, TokenRefused } from "./refusal";
import type { VerifyToken } from "./verifier";

/** `(request, response, next)`, as node:http, Express and Connect call it. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => Promise<void>;

/** Not a property of the request, so that no other middleware can set it. */
const identities = new WeakMap<IncomingMessage, Identity>();

/**
 * For a backend to which API Gateway passes the token (an HTTP or VPC-link integration): it verifies the token again,
 * because callers may reach the backend without the gateway. A request that reaches `next` has an identity, see
 * identityOf(); all others are answered 401 here, without a reason.
 */
export function requireToken(verify: VerifyToken, log: WriteLog): Middleware {
  return async (request, response, next) => {
    try {
      const sent = request.headersDistinct.authorization ?? [];
      ensure(sent.length === 1, "TOKEN_MISSING");
      identities.set(request, await verify(bearerToken(sent[0])));
    } catch (error) {
      const code = error instanceof TokenRefused ? error.code : "UNEXPECTED";
      log(code === "UNEXPECTED" ? "ERROR" : "WARN", "Token refused", { code });
      response.writeHead(401, { "content-type": "application/json", "www-authenticate": "Bearer" });
      response.end('{"message":"Unauthorized"}');
      return;
    }
    next();
  };
}

/** The identity of a request that requireToken() passed on. @throws Error for any other request */
export function identityOf(request: IncomingMessage): Identity {
  const identity = identities.get(request);
  if (identity) return identity;
  throw new Error("identityOf: the request did not pass requireToken()");
}
