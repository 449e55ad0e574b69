import type { DomainContext } from "../cognito/domain/context";
import { openRequest } from "../cognito/domain/federation";
import { errorPage } from "../cognito/domain/page/error-page";
import { html } from "../cognito/domain/page/html";
import { formTargetOf, page } from "../cognito/domain/page/layout";
import { redirect, withQuery } from "../cognito/domain/redirect";
import { isForm, parametersIn } from "../http/form";
import { type HttpRequest, type HttpResponse, headerValues } from "../http/message";
import { sameText } from "../state/same-text";
import type { ExternalUser } from "./external-users";

export const SIGN_IN_PATH = "/sign-in";

/** What the page of the identity providers works from. */
export interface SignInPage extends Pick<DomainContext, "identities" | "now" | "seal"> {
  readonly users: readonly ExternalUser[];
}

/**
 * Answers at the page of the identity providers that stand in for the Terraform's. It vouches for a user to the gate alone:
 * the address that it sends the browser to is in the request, which the gate has sealed.
 */
export function answerSignIn(request: HttpRequest, context: SignInPage): HttpResponse {
  const query = parametersIn(request.query);
  const sealed = query === "repeated" ? undefined : query.get("request");
  const sent = sealed === undefined ? undefined : openRequest(sealed, context);
  if (sent === undefined || sealed === undefined) return errorPage("invalid_request");
  const show = (problem?: string) =>
    page({
      title: `Sign in to ${sent.provider}`,
      formTarget: `${sent.origin} ${formTargetOf(sent.redirectUri)}`,
      content: html`${problem === undefined ? undefined : html`<p role="alert">${problem}</p>`}
<form method="post" action="${withQuery(SIGN_IN_PATH, { request: sealed })}">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
    });
  if (request.verb !== "POST") return show();
  const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
  if (form === "repeated" || !isOwn(request)) return show("The form was not sent from this page. Try again.");
  const user = context.users.find(
    ({ poolId, provider, username }) =>
      poolId === sent.poolId && provider === sent.provider && username === form.get("username"),
  );
  // Compared for unknown users as well, so that the time does not tell who has an account.
  const isRight = sameText(form.get("password") ?? "", user?.password ?? "");
  if (!isRight || user === undefined) return show("Incorrect username or password.");
  const { claims, poolId, provider, subject } = user;
  const code = context.identities.add({ poolId, provider, nonce: sent.nonce, subject, claims });
  return redirect(withQuery(`${sent.origin}/oauth2/idpresponse`, { code, state: sealed }));
}

function isOwn(request: HttpRequest): boolean {
  const [host] = headerValues(request, "host");
  return headerValues(request, "origin").every((origin) => origin === `http://${host}`);
}
