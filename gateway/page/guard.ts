import { type HttpRequest, headerValues } from "../http/message";
import { isSameOrigin } from "../http/same-origin";
import { PageError } from "./context";

/** A header that neither a form nor a link can send: with it, browsers ask first whether another origin may. */
export const OWN_HEADER = "x-gatehouse";

/**
 * Refuses what the gate must not tell: codes and sign-ins are for the person at this machine. Only programs of this
 * machine are answered, and of pages in a browser only the gate's own. The server has checked the Host header before.
 *
 * @param peer address of the TCP peer
 * @throws {PageError}
 */
export function refuseForeign(request: HttpRequest, peer: string): void {
  if (!isLoopback(peer)) throw new PageError(403, "The page is served to this machine alone.");
  if (!isSameOrigin(request, request.scheme ?? "http", ["same-origin", "none"]))
    throw new PageError(403, "The page is not served to pages of other origins.");
  if (request.verb === "GET" || request.verb === "HEAD") return;
  if (request.verb !== "POST") throw new PageError(405, "Expected GET or POST.");
  if (headerValues(request, OWN_HEADER).length === 0)
    throw new PageError(403, `Expected the header ${OWN_HEADER}, with any value.`);
  if (headerValues(request, "content-type").join() !== "application/json")
    throw new PageError(415, "Expected the content type application/json.");
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
