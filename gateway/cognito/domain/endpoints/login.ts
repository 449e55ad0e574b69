import type { HttpRequest, HttpResponse } from "../../../http/message";
import { offersChoice } from "../choice";
import { complete } from "../complete";
import { OWN_USERS } from "../context";
import { offeredProviders } from "../federation";
import { formPage, render, takesPasswords, type Visit } from "../form-page";
import { beginLogin } from "../logins";
import { errorPage } from "../page/error-page";
import { challengeForm, linkList, signInForm } from "../page/forms";
import { html } from "../page/html";
import { PASSKEY_SCRIPT } from "../page/passkey";
import type { NextStep } from "../page-step";
import { nextStep } from "../sign-in";
import { askToConfirm } from "./sign-up";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html */
export const login = formPage({
  path: "/login",
  show: (visit, problem) => show(visit, { ...(problem !== undefined && { problem }) }),
  async take(form, visit) {
    const { asked, context } = visit;
    const step = await nextStep(form, asked, context);
    const name = form.get("username");
    if ("isUnconfirmed" in step && step.isUnconfirmed && name !== undefined) return askToConfirm(visit, name);
    if (!("user" in step)) return show(visit, { ...step, name });
    const { user } = step;
    const authTime = Math.floor(context.now().getTime() / 1_000);
    const cookie = beginLogin({ user, authTime, provider: OWN_USERS }, context);
    return complete(asked, { user, authTime }, context, [cookie]);
  },
});

/** Shows the form of the next step. */
function show(
  visit: Visit,
  { challenge, name, problem }: NextStep & { readonly name?: string | undefined },
): HttpResponse {
  const { asked, request } = visit;
  const providers = offeredProviders(asked).map((provider) => providerLink(request, provider.name));
  if (!takesPasswords(asked) && providers.length === 0) return errorPage("login_unavailable");
  const unknown = challenge && { problem: `This page has no form for the challenge ${challenge.name}.` };
  const again = { text: "Begin again", href: `/login?${request.query}` };
  const first = { name: name ?? asked.loginHint ?? "", isNameAlone: offersChoice(asked) };
  return render(visit, {
    path: "/login",
    title: "Sign in",
    problem,
    script: challenge?.name === "WEB_AUTHN" ? PASSKEY_SCRIPT : undefined,
    content(frame) {
      const step = challenge && challengeForm(frame, challenge);
      if (step !== undefined) return html`${step}\n${linkList([again])}`;
      return html`${takesPasswords(asked) ? signInForm({ ...frame, ...unknown }, first) : undefined}
${linkList([...(takesPasswords(asked) ? accountLinks(visit) : []), ...providers])}`;
    },
  });
}

function accountLinks({ asked: { pool }, request: { query } }: Visit) {
  const { allowsSignUp, recovery } = pool.settings;
  return [
    ...(recovery[0] === "admin_only"
      ? []
      : [{ text: "I forgot my password", href: `/forgotPassword?${query}` }]),
    ...(allowsSignUp ? [{ text: "Create an account", href: `/signup?${query}` }] : []),
  ];
}

/** The same request, with this identity provider. */
function providerLink({ query }: HttpRequest, name: string) {
  const parameters = new URLSearchParams(query);
  parameters.set("identity_provider", name);
  return { text: `Sign in with ${name}`, href: `/oauth2/authorize?${parameters}` };
}
