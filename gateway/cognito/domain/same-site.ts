import { type HttpRequest, headerValues } from "../../http/message";
import { sameText } from "../../state/same-text";
import { cookieOf } from "./cookies";

/**
 * Whether a form was sent by the gate's own page: it comes from this origin, as every browser says, and has the token of
 * the browser's cookie. The token alone is not enough, since cookies are not kept apart by port.
 */
export function isOwnForm(request: HttpRequest, token: string | undefined): boolean {
  const cookie = cookieOf(request, "XSRF-TOKEN");
  return isSameOrigin(request) && token !== undefined && cookie !== undefined && sameText(token, cookie);
}

function isSameOrigin(request: HttpRequest): boolean {
  const [host] = headerValues(request, "host");
  const origins = headerValues(request, "origin");
  const sites = headerValues(request, "sec-fetch-site");
  return (
    origins.every((origin) => origin === `http://${host}` || origin === `https://${host}`) &&
    sites.every((site) => site === "same-origin")
  );
}
