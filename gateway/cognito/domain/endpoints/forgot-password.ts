import type { HttpResponse } from "../../../http/message";
import { confirmForgotPassword } from "../../user-pool/operations/confirm-forgot-password";
import { forgotPassword as forgotPasswordOperation } from "../../user-pool/operations/forgot-password";
import { formPage, render, takesPasswords, type Visit } from "../form-page";
import { confirmForm, nameForm } from "../page/account-forms";
import { errorPage } from "../page/error-page";
import { runOperation } from "../pool-operation";
import { redirect } from "../redirect";

const PATH = "/forgotPassword";

/** A new password by a code to an address of the user, who then signs in at the login page. */
export const forgotPassword = formPage({
  path: PATH,
  show: (visit, problem) => show(visit, problem),
  async take(form, visit) {
    const username = form.get("username") ?? "";
    if (!form.has("code")) {
      const result = await runOperation(
        forgotPasswordOperation,
        { username, input: { Username: username } },
        visit,
      );
      return "problem" in result ? show(visit, result.problem) : showReset(visit, username);
    }
    const input = {
      Username: username,
      ConfirmationCode: form.get("code"),
      Password: form.get("new-password") ?? "",
    };
    const result = await runOperation(confirmForgotPassword, { username, input }, visit);
    return "problem" in result
      ? showReset(visit, username, result.problem)
      : redirect(`/login?${visit.request.query}`);
  },
});

function show(visit: Visit, problem?: string): HttpResponse {
  if (!takesPasswords(visit.asked)) return errorPage("login_unavailable");
  return render(visit, {
    path: PATH,
    title: "Choose a new password",
    problem,
    content: (frame) => nameForm(frame),
  });
}

function showReset(visit: Visit, username: string, problem?: string): HttpResponse {
  return render(visit, {
    path: PATH,
    title: "Choose a new password",
    problem,
    content: (frame) => confirmForm(frame, { username, withPassword: true }),
  });
}
