import type { PoolIdentityProvider } from "../../../terraform/model";
import { type HttpRequest, type HttpResponse, headerValues } from "../../http/message";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext } from "./context";
import { setCookie } from "./cookies";
import { randomKey } from "./expiring";
import { FEDERATION_SECONDS, sealRequest } from "./federation";
import { redirect, withQuery } from "./redirect";

/**
 * Sends a browser to the identity provider that stands in for the Terraform's, under the host name that the browser
 * uses: cookies are kept by name.
 */
export function sendToProvider(
  request: HttpRequest,
  { asked, provider }: { readonly asked: AuthorizationRequest; readonly provider: PoolIdentityProvider },
  { isSecure, now, providerPage, seal }: DomainContext,
): HttpResponse {
  const [host = ""] = headerValues(request, "host");
  const nonce = randomKey();
  const sealed = sealRequest(
    {
      poolId: asked.pool.id,
      provider: provider.name,
      origin: `${isSecure ? "https" : "http"}://${host}`,
      query: request.query,
      redirectUri: asked.redirectUri,
      nonce,
      until: now().getTime() + FEDERATION_SECONDS * 1_000,
    },
    seal,
  );
  const page = providerPage.replace("HOST", host.replace(/:\d+$/, ""));
  const cookie = setCookie("cognito-fl", { value: nonce, seconds: FEDERATION_SECONDS, isSecure });
  return redirect(withQuery(page, { request: sealed }), [cookie]);
}
