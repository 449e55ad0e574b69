/**
 * Service workers stand between pages of an origin and its server, for good. Nothing that is served here needs one, and a
 * script that an API answers would see what goes through the gate's page and the login pages: all are of one origin.
 */
import { type Header, type HttpRequest, headerValues } from "./message";

/** Whether a browser asks for the script of a service worker, to register or to update it. */
export function isServiceWorkerScript(request: Pick<HttpRequest, "headers">): boolean {
  return (
    headerValues(request, "service-worker").length > 0 ||
    headerValues(request, "sec-fetch-dest").includes("serviceworker")
  );
}

export const SERVICE_WORKER_REFUSED =
  "No service worker is served here: it would control the pages of the gate, which have the same origin as the API.";

/**
 * The headers of an answer without the one that lets a service worker control other folders than its own. Scripts vary by
 * the request header Service-Worker: with `updateViaCache: "all"`, the standard lets a browser take the script of a service
 * worker from its cache, where a page has put it, so that no request would be there to refuse.
 */
export function withoutServiceWorkers(headers: readonly Header[]): readonly Header[] {
  let [isAllowed, isScript] = [false, false];
  for (const [name, value] of headers) {
    if (isNamed(name, "service-worker-allowed")) isAllowed = true;
    // The names of all JavaScript types have it: text/javascript, application/ecmascript, text/jscript, …
    if (isNamed(name, "content-type") && /script/i.test(value)) isScript = true;
  }
  if (!isAllowed && !isScript) return headers;
  const kept = headers.filter(([name]) => !isNamed(name, "service-worker-allowed"));
  return isScript ? [...kept, ["Vary", "Service-Worker"]] : kept;
}

/** Most names differ in length, which is quicker to compare. */
function isNamed(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}
