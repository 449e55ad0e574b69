import { hostCheck } from "../http/host-names";
import { type HttpRequest, headerValues } from "../http/message";
import { isSameOrigin } from "../http/same-origin";
import { PageError } from "./context";
import { holdsKey, KEY_HEADER } from "./key";

const isLoopbackName = hostCheck([]);

/**
 * Refuses requests from outside this machine. A tunnel or a proxy connects from this machine, but asks for a name of its
 * own, which `--allow-host` may have let in.
 *
 * @param peer address of the TCP peer
 * @throws {PageError}
 */
export function refuseOutside(request: HttpRequest, peer: string): void {
  if (!isLoopback(peer)) throw new PageError(403, "The page is served to this machine alone.");
  if (!headerValues(request, "host").every(isLoopbackName))
    throw new PageError(403, "The page is served at 127.0.0.1, localhost and [::1] alone.");
}

/**
 * Refuses to give the page's files to other pages. They hold no secrets, so a link from anywhere may lead to the page,
 * but no other page may show it in a frame or load its scripts.
 *
 * @throws {PageError}
 */
export function refuseEmbedding(request: HttpRequest): void {
  if (!isRead(request)) throw new PageError(405, "Expected GET.");
  const isOpened =
    headerValues(request, "sec-fetch-mode").join() === "navigate" &&
    headerValues(request, "sec-fetch-dest").join() === "document";
  if (!isOpened) refuseOtherOrigins(request);
}

/**
 * Refuses a request to the page's API that does not prove that it comes from the developer who runs the gate, and of pages
 * in a browser all but the gate's own.
 *
 * @throws {PageError}
 */
export function refuseUnproven(request: HttpRequest, key: string): void {
  refuseOtherOrigins(request);
  if (!isRead(request) && request.verb !== "POST") throw new PageError(405, "Expected GET or POST.");
  if (!holdsKey(request, key))
    throw new PageError(403, `Expected the key that gatehouse start prints in the header ${KEY_HEADER}.`);
  if (request.verb === "POST" && headerValues(request, "content-type").join() !== "application/json")
    throw new PageError(415, "Expected the content type application/json.");
}

function refuseOtherOrigins(request: HttpRequest): void {
  if (!isSameOrigin(request, request.scheme ?? "http", ["same-origin", "none"]))
    throw new PageError(403, "The page is not served to pages of other origins.");
}

function isRead({ verb }: HttpRequest): boolean {
  return verb === "GET" || verb === "HEAD";
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
