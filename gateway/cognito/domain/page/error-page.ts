import type { HttpResponse } from "../../../http/message";
import { html } from "./html";
import { page } from "./layout";

/** What an error says to the one who develops the app. Others say themselves. */
const MEANINGS: Readonly<Record<string, string>> = {
  invalid_request: "The request does not name a client that may use these pages, or is incomplete.",
  redirect_mismatch: "The address in redirect_uri is not one of the callback_urls of the client.",
  logout_mismatch: "The address in logout_uri is not one of the logout_urls of the client.",
  login_unavailable:
    "The client offers no way to sign in: its supported_identity_providers are empty or unknown here.",
  passkeys_unavailable:
    "The user cannot have a passkey: the pool's sign_in_policy has no WEB_AUTHN, or an identity provider signs the user in.",
};

/** The page of a request that is answered at no client's address. */
export function errorPage(error: string): HttpResponse {
  const meaning = Object.hasOwn(MEANINGS, error) ? MEANINGS[error] : undefined;
  return page({
    status: 400,
    title: "An error was encountered with the requested page.",
    content: html`<p>${meaning ?? "The request cannot be answered."}</p><p><code>${meaning === undefined ? "" : error}</code></p>`,
  });
}
