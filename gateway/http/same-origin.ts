import { type HttpRequest, headerValues } from "./message";

/**
 * Whether a request comes from a page of the gate's own origin, as far as browsers say: other clients send neither Origin
 * nor Sec-Fetch-Site.
 *
 * @param sites values of Sec-Fetch-Site; `none` is a person who enters an address
 */
export function isSameOrigin(
  request: Pick<HttpRequest, "headers">,
  scheme: "http" | "https",
  sites: readonly string[] = ["same-origin"],
): boolean {
  const [host] = headerValues(request, "host");
  return (
    headerValues(request, "origin").every((origin) => origin === `${scheme}://${host}`) &&
    headerValues(request, "sec-fetch-site").every((site) => sites.includes(site))
  );
}
