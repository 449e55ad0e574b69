import type { KeyObject } from "node:crypto";
import type { DomainContext } from "../cognito/domain/context";
import { errorPage } from "../cognito/domain/page/error-page";
import { html } from "../cognito/domain/page/html";
import { formTargetOf, page } from "../cognito/domain/page/layout";
import { redirect, withQuery } from "../cognito/domain/redirect";
import { samlEntityOf } from "../cognito/domain/saml";
import { isForm, parametersIn } from "../http/form";
import type { HttpRequest, HttpResponse } from "../http/message";
import { isSameOrigin } from "../http/same-origin";
import { samlResponse } from "../saml/respond";
import { sameText } from "../state/same-text";
import type { ExternalUser } from "./external-users";
import { type SignInRequest, signInRequestIn } from "./sign-in-request";

export const SIGN_IN_PATH = "/sign-in";

/** What the page of the identity providers works from. */
export interface SignInPage extends Pick<DomainContext, "identities" | "now" | "samlIssuers" | "seal"> {
  readonly users: readonly ExternalUser[];
  /** Signs assertions. */
  readonly key: KeyObject;
}

/**
 * Answers at the page of the identity providers that stand in for the Terraform's. It vouches for a user to the gate alone:
 * the address that it sends the browser to is in the request, which the gate has sealed.
 */
export function answerSignIn(request: HttpRequest, context: SignInPage): HttpResponse {
  const query = parametersIn(request.query);
  const asked = query === "repeated" ? undefined : signInRequestIn(query, context);
  if (asked === undefined) return errorPage("invalid_request");
  const { sent } = asked;
  if (request.verb !== "POST") return signInForm(asked);
  const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
  if (form === "repeated" || !isOwn(request))
    return signInForm(asked, "The form was not sent from this page. Try again.");
  const user = context.users.find(
    ({ poolId, provider, username }) =>
      poolId === sent.poolId && provider === sent.provider && username === form.get("username"),
  );
  // Compared for unknown users as well, so that the time does not tell who has an account.
  const isRight = sameText(form.get("password") ?? "", user?.password ?? "");
  if (!isRight || user === undefined) return signInForm(asked, "Incorrect username or password.");
  return vouch(user, asked, context);
}

function signInForm({ query, sent }: SignInRequest, problem?: string): HttpResponse {
  return page({
    title: `Sign in to ${sent.provider}`,
    formTarget: formTargetsOf(sent),
    content: html`${problem === undefined ? undefined : html`<p role="alert">${problem}</p>`}
<form method="post" action="${withQuery(SIGN_IN_PATH, query)}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
  });
}

function formTargetsOf({ origin, redirectUri }: SignInRequest["sent"]): string {
  return `${origin} ${formTargetOf(redirectUri)}`;
}

function vouch(user: ExternalUser, { query, saml, sent }: SignInRequest, context: SignInPage): HttpResponse {
  const { claims, poolId, provider, subject } = user;
  const issuer = context.samlIssuers.find((known) => known.poolId === poolId && known.provider === provider);
  if ((issuer === undefined) !== (saml === undefined)) return errorPage("invalid_request");
  if (issuer === undefined || saml === undefined) {
    const code = context.identities.add({ poolId, provider, nonce: sent.nonce, subject, claims });
    return redirect(withQuery(`${sent.origin}/oauth2/idpresponse`, { code, state: query.request }));
  }
  const response = samlResponse(
    {
      entityId: issuer.entityId,
      audience: samlEntityOf(poolId),
      recipient: saml.consumer,
      inResponseTo: saml.id,
      subject,
      attributes: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, [value]])),
      now: context.now(),
    },
    context.key,
  );
  return page({
    title: `Signed in to ${provider}`,
    formTarget: formTargetsOf(sent),
    content: html`<form method="post" action="${saml.consumer}">
<input type="hidden" name="SAMLResponse" value="${response}">
<input type="hidden" name="RelayState" value="${query.RelayState}">
<button type="submit">Continue</button>
</form>`,
  });
}

function isOwn(request: HttpRequest): boolean {
  return isSameOrigin(request, "http", ["same-origin", "none"]);
}
