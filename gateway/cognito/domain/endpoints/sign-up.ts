import type { Parameters } from "../../../http/form";
import type { HttpResponse } from "../../../http/message";
import { confirmSignUp } from "../../user-pool/operations/confirm-sign-up";
import { resendConfirmationCode } from "../../user-pool/operations/resend-confirmation-code";
import { signUp as signUpOperation } from "../../user-pool/operations/sign-up";
import { formPage, render, takesPasswords, type Visit } from "../form-page";
import { confirmForm, signUpForm } from "../page/account-forms";
import { errorPage } from "../page/error-page";
import { linkList } from "../page/forms";
import { html } from "../page/html";
import { page } from "../page/layout";
import { runOperation } from "../pool-operation";
import { redirect } from "../redirect";

const ATTRIBUTE = "attribute.";

/** Makes an account, where the pool lets anyone. The user then signs in at the login page. */
export const signUp = formPage({
  path: "/signup",
  show: (visit, problem) => show(visit, { problem }),
  async take(form, visit) {
    if (!visit.asked.pool.settings.allowsSignUp) return errorPage("login_unavailable");
    const username = form.get("username") ?? "";
    return form.has("code") ? confirm(username, form, visit) : create(username, form, visit);
  },
});

async function create(username: string, form: Parameters, visit: Visit): Promise<HttpResponse> {
  const attributes = [...form].filter(([name]) => name.startsWith(ATTRIBUTE));
  const input = {
    Username: username,
    Password: form.get("password") ?? "",
    UserAttributes: attributes.map(([name, Value]) => ({ Name: name.slice(ATTRIBUTE.length), Value })),
  };
  const result = await runOperation(signUpOperation, { username, input }, visit);
  if ("problem" in result) return show(visit, { problem: result.problem, given: form });
  const { UserConfirmed: isConfirmed } = result.output as { readonly UserConfirmed: boolean };
  return isConfirmed ? toLogin(visit) : showConfirm(visit, username);
}

async function confirm(username: string, form: Parameters, visit: Visit): Promise<HttpResponse> {
  const input = { Username: username, ConfirmationCode: form.get("code") };
  const result = await runOperation(confirmSignUp, { username, input }, visit);
  return "problem" in result ? showConfirm(visit, username, result.problem) : toLogin(visit);
}

function show(
  visit: Visit,
  { given, problem }: { readonly problem: string | undefined; readonly given?: Parameters },
): HttpResponse {
  const { settings } = visit.asked.pool;
  if (!settings.allowsSignUp || !takesPasswords(visit.asked)) return errorPage("login_unavailable");
  const [namedBy] = settings.usernameAttributes;
  const required = [...settings.attributes.values()].filter(({ required: is, name }) => is && name !== "sub");
  const asked = new Set([...required.map(({ name }) => name), ...settings.autoVerifiedAttributes]);
  if (namedBy !== undefined) asked.delete(namedBy);
  return render(visit, {
    path: "/signup",
    title: "Create an account",
    problem,
    content: (frame) => signUpForm(frame, { namedBy, attributes: [...asked], prefix: ATTRIBUTE, given }),
  });
}

/** Sends another code to a user who has signed up, and asks for it. */
export async function askToConfirm(visit: Visit, username: string): Promise<HttpResponse> {
  const result = await runOperation(
    resendConfirmationCode,
    { username, input: { Username: username } },
    visit,
  );
  return showConfirm(visit, username, "problem" in result ? result.problem : undefined);
}

function showConfirm(visit: Visit, username: string, problem?: string): HttpResponse {
  const { asked, request } = visit;
  if (asked.pool.settings.confirmsByLink && problem === undefined)
    return page({
      title: "Confirm your account",
      content: html`<p>Follow the link that was sent to you.</p>
${linkList([{ text: "Sign in", href: `/login?${request.query}` }])}`,
    });
  return render(visit, {
    path: "/signup",
    title: "Confirm your account",
    problem,
    content: (frame) => confirmForm(frame, { username }),
  });
}

function toLogin({ request }: Visit): HttpResponse {
  return redirect(`/login?${request.query}`);
}
