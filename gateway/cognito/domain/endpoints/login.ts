import { isForm, parametersIn } from "../../../http/form";
import type { HttpRequest, HttpResponse } from "../../../http/message";
import { type AuthorizationRequest, readAuthorizationRequest } from "../authorization-request";
import { complete } from "../complete";
import { type DomainContext, type Endpoint, LOGIN_SECONDS, OWN_USERS } from "../context";
import { cookieOf, setCookie } from "../cookies";
import { randomKey } from "../expiring";
import { offeredProviders } from "../federation";
import { beginLogin } from "../logins";
import { errorPage } from "../page/error-page";
import { challengeForm, type FormFrame, providerLinks, signInForm } from "../page/forms";
import { html } from "../page/html";
import { formTargetOf, page } from "../page/layout";
import { refused } from "../refusal";
import { isOwnForm } from "../same-site";
import { type NextStep, nextStep } from "../sign-in";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html */
export const login: Endpoint = {
  path: "/login",
  answers: {
    GET(request, context) {
      const asked = readAuthorizationRequest(request, context);
      return "reason" in asked ? refused(asked, context) : show({ request, asked, context }, {});
    },
    async POST(request, context) {
      const asked = readAuthorizationRequest(request, context);
      if ("reason" in asked) return refused(asked, context);
      if (!asked.oauth.identityProviders.includes(OWN_USERS)) return errorPage("login_unavailable");
      const visit = { request, asked, context };
      const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
      if (form === "repeated" || !isOwnForm(request, form.get("_csrf"), context))
        return show(visit, FOREIGN, 400);
      const step = await nextStep(form, asked, context);
      if (!("user" in step)) return show(visit, { ...step, name: form.get("username") });
      const { user } = step;
      const authTime = Math.floor(context.now().getTime() / 1_000);
      const cookie = beginLogin({ user, authTime, provider: OWN_USERS }, context);
      return complete(asked, { user, authTime }, context, [cookie]);
    },
  },
};

const FOREIGN = { problem: "The form is too old, or was not sent from this page. Try again." };

/** A browser at the page. */
interface Visit {
  readonly request: HttpRequest;
  readonly asked: AuthorizationRequest;
  readonly context: DomainContext;
}

/** Shows the form of the next step. */
function show(
  { asked, context, request }: Visit,
  { challenge, name, problem }: NextStep & { readonly name?: string | undefined },
  status: 200 | 400 = 200,
): HttpResponse {
  const providers = providerLinks(
    offeredProviders(asked).map(({ name: provider }) => ({
      name: provider,
      href: providerHref(request, provider),
    })),
  );
  const takesPassword = asked.oauth.identityProviders.includes(OWN_USERS);
  if (!takesPassword && providers === undefined) return errorPage("login_unavailable");
  const csrf = formToken(request);
  const frame: FormFrame = {
    action: `/login?${request.query}`,
    csrf,
    ...(problem !== undefined && { problem }),
  };
  const unknown = challenge && { problem: `This page has no form for the challenge ${challenge.name}.` };
  return page({
    title: "Sign in",
    content:
      (challenge && challengeForm(frame, challenge)) ??
      html`${takesPassword ? signInForm({ ...frame, ...unknown }, { name: name ?? asked.loginHint ?? "" }) : undefined}${providers}`,
    formTarget: formTargetOf(asked.redirectUri),
    status,
    headers: [setCookie("XSRF-TOKEN", { value: csrf, seconds: LOGIN_SECONDS, isSecure: context.isSecure })],
  });
}

/** The same request, with this identity provider. */
function providerHref({ query }: HttpRequest, provider: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set("identity_provider", provider);
  return `/oauth2/authorize?${parameters}`;
}

/** The token of the browser's forms, which it keeps as a cookie. */
function formToken(request: HttpRequest): string {
  const kept = cookieOf(request, "XSRF-TOKEN");
  return kept !== undefined && /^[\w-]{43}$/.test(kept) ? kept : randomKey();
}
