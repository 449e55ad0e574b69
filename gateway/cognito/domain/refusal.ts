import type { HttpResponse } from "../../http/message";
import type { AuthorizationRequest, Refusal } from "./authorization-request";
import type { DomainContext } from "./context";
import { redirect, withFragment, withQuery } from "./redirect";

/** Answers a request that is refused: at the client's address, or, where that is not known to be one, on a page. */
export function refused(refusal: Refusal, { log }: Pick<DomainContext, "log">): HttpResponse {
  log(`oauth2: refused: ${refusal.reason}`);
  if ("shown" in refusal)
    return redirect(withQuery("/error", { error: refusal.shown, client_id: refusal.clientId }));
  const { inFragment, redirectUri, state, told } = refusal;
  return redirect((inFragment ? withFragment : withQuery)(redirectUri, { ...told, state }));
}

/**
 * A refusal of a request that was read, which its client is told.
 *
 * @param description for the client's developer
 */
export function toClient(
  { redirectUri, responseType, state }: AuthorizationRequest,
  error: string,
  { description, reason }: { readonly reason: string; readonly description?: string },
): Refusal {
  return {
    told: { error, ...(description !== undefined && { error_description: description }) },
    redirectUri,
    inFragment: responseType === "token",
    ...(state !== undefined && { state }),
    reason,
  };
}
