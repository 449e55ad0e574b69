import { type HttpRequest, headerValues } from "../http/message";
import type { AnyPlane } from "./any-plane";
import type { ServedApi } from "./served-apis";

/** The names that the URLs of functions have in the cloud. Requests with one of them as Host are for that URL. */
export function urlHosts(apis: readonly ServedApi[]): ReadonlySet<string> {
  return new Set(apis.flatMap(({ api }) => (api.kind === "url" && api.host !== undefined ? [api.host] : [])));
}

/** The Host of a request, without its port, where it is one of these. */
export function urlHostOf(request: HttpRequest, hosts: ReadonlySet<string>): string | undefined {
  if (hosts.size === 0) return undefined;
  const host = (headerValues(request, "host")[0] ?? "").toLowerCase().replace(/:\d+$/, "");
  return hosts.has(host) ? host : undefined;
}

/** The URL that the Host of a request names; undefined for every other name. */
export function planeAtUrl(
  request: HttpRequest,
  hosts: ReadonlySet<string>,
  planes: readonly AnyPlane[],
): AnyPlane | undefined {
  const host = urlHostOf(request, hosts);
  if (host === undefined) return undefined;
  const plane = planes.find(({ api }) => api.kind === "url" && api.host === host);
  return plane && ({ ...plane, atDomain: { host, basePath: "" } } as AnyPlane);
}

/** Says where the URLs of functions are. */
export function urlLines(endpoint: string, apis: readonly ServedApi[]): readonly string[] {
  const { port } = new URL(endpoint);
  return apis.flatMap(({ api, prefix }) => {
    if (api.kind !== "url") return [];
    const byName = api.host === undefined ? "" : `, and with the Host ${api.host}:${port}`;
    return [`Function URL: ${endpoint}${prefix} is the URL of ${api.name}${byName}`];
  });
}
