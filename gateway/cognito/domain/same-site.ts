import type { HttpRequest } from "../../http/message";
import { isSameOrigin } from "../../http/same-origin";
import { sameText } from "../../state/same-text";
import type { DomainContext } from "./context";
import { cookieOf } from "./cookies";

/**
 * Whether a form was sent by the gate's own page: it comes from this origin, as every browser says, and has the token of
 * the browser's cookie. The token alone is not enough, since cookies are not kept apart by port.
 */
export function isOwnForm(
  request: HttpRequest,
  token: string | undefined,
  { isSecure }: Pick<DomainContext, "isSecure">,
): boolean {
  const cookie = cookieOf(request, "XSRF-TOKEN");
  return (
    isSameOrigin(request, isSecure ? "https" : "http") &&
    token !== undefined &&
    cookie !== undefined &&
    sameText(token, cookie)
  );
}
