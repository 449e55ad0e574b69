import { isForm, type Parameters, parametersIn } from "../../../http/form";
import type { Header, HttpRequest, HttpResponse } from "../../../http/message";
import { type AuthorizationRequest, readAuthorizationRequest } from "../authorization-request";
import { complete } from "../complete";
import { type DomainContext, type Endpoint, LOGIN_SECONDS, OWN_USERS } from "../context";
import { cookieOf, setCookie } from "../cookies";
import { randomKey } from "../expiring";
import { beginLogin } from "../logins";
import { errorPage } from "../page/error-page";
import { challengeForm, type FormFrame, signInForm } from "../page/forms";
import type { Html } from "../page/html";
import { formTargetOf, page } from "../page/layout";
import { refused } from "../refusal";
import { isOwnForm } from "../same-site";
import { type SignInStep, signInByPassword } from "../sign-in";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html */
export const login: Endpoint = {
  path: "/login",
  answers: {
    GET(request, context) {
      const asked = readAuthorizationRequest(request, context);
      return "reason" in asked ? refused(asked, context) : show(request, asked, {});
    },
    async POST(request, context) {
      const asked = readAuthorizationRequest(request, context);
      if ("reason" in asked) return refused(asked, context);
      if (!asked.oauth.identityProviders.includes(OWN_USERS)) return errorPage("login_unavailable");
      const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
      if (form === "repeated" || !isOwnForm(request, form.get("_csrf")))
        return show(
          request,
          asked,
          { problem: "The form is too old, or was not sent from this page. Try again." },
          400,
        );
      return next(request, asked, { step: await stepOf(form, asked, context), form, context });
    },
  },
};

function stepOf(form: Parameters, asked: AuthorizationRequest, context: DomainContext): Promise<SignInStep> {
  return signInByPassword(
    { name: form.get("username") ?? "", password: form.get("password") ?? "" },
    asked,
    context,
  );
}

function next(
  request: HttpRequest,
  asked: AuthorizationRequest,
  {
    context,
    form,
    step,
  }: { readonly step: SignInStep; readonly form: Parameters; readonly context: DomainContext },
): HttpResponse | Promise<HttpResponse> {
  if (!("user" in step)) return show(request, asked, { ...step, name: form.get("username") });
  const { user } = step;
  const authTime = Math.floor(context.now().getTime() / 1_000);
  return complete(asked, { user, authTime }, context, [
    beginLogin({ user, authTime, provider: OWN_USERS }, context),
  ]);
}

type Shown = Exclude<SignInStep, { readonly user: unknown }> & { readonly name?: string | undefined };

/** Shows the form of the next step. */
function show(
  request: HttpRequest,
  asked: AuthorizationRequest,
  { challenge, name, problem }: Shown,
  status: 200 | 400 = 200,
): HttpResponse {
  if (!asked.oauth.identityProviders.includes(OWN_USERS)) return errorPage("login_unavailable");
  const { csrf, headers } = formToken(request);
  const frame: FormFrame = {
    action: `/login?${request.query}`,
    csrf,
    ...(problem !== undefined && { problem }),
  };
  const content: Html =
    (challenge && challengeForm(frame, challenge)) ??
    signInForm(
      {
        ...frame,
        ...(challenge && { problem: `The page has no form for the challenge ${challenge.name}.` }),
      },
      { name: name ?? asked.loginHint ?? "" },
    );
  return page({ title: "Sign in", content, formTarget: formTargetOf(asked.redirectUri), status, headers });
}

/** The token of the browser's forms, which it keeps as a cookie. */
function formToken(request: HttpRequest): { readonly csrf: string; readonly headers: readonly Header[] } {
  const kept = cookieOf(request, "XSRF-TOKEN");
  const csrf = kept !== undefined && /^[\w-]{43}$/.test(kept) ? kept : randomKey();
  return { csrf, headers: [setCookie("XSRF-TOKEN", csrf, LOGIN_SECONDS)] };
}
