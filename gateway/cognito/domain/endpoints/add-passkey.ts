import type { HttpResponse } from "../../../http/message";
import { ServiceError } from "../../../protocol/service-error";
import type { StoredUser } from "../../directory/stored-user";
import { addPasskey as give } from "../../user-pool/passkeys/add-passkey";
import { pendingPasskeys } from "../../user-pool/passkeys/pending";
import { creationOptions, registeredPasskey } from "../../user-pool/passkeys/registration";
import { checkMayRegister } from "../../user-pool/passkeys/relying-party";
import { formPage, render, type Visit } from "../form-page";
import { currentLogin } from "../logins";
import { errorPage } from "../page/error-page";
import { form } from "../page/forms";
import { PASSKEY_SCRIPT, passkeyFields } from "../page/passkey";
import { redirect } from "../redirect";

const PATH = "/passkeys/add";

/**
 * Gives a user who is signed in at the pages a passkey, and goes back to the client's address.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html
 */
export const addPasskey = formPage({
  path: PATH,
  implied: { response_type: "code" },
  show: (visit, problem) => forUser(visit, (user) => show(visit, user, problem)),
  take: (given, visit) =>
    forUser(visit, async (user) => {
      const { asked, context } = visit;
      const { client, pool } = asked;
      try {
        const credential: unknown = JSON.parse(given.get("credential") ?? "null");
        const challenge = await pendingPasskeys(context).take({ client, user });
        const passkey = await registeredPasskey(credential, { challenge, pool, now: context.now() });
        await give(user, passkey, context);
        return redirect(asked.redirectUri);
      } catch (error) {
        if (!(error instanceof ServiceError || error instanceof SyntaxError)) throw error;
        return show(visit, user, error.message);
      }
    }),
});

/** Only a user who is signed in and may have a passkey comes further than this. */
async function forUser(
  { asked, context, request }: Visit,
  answer: (user: StoredUser) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const login = currentLogin(request, asked, context);
  if (login === undefined) return redirect(`/login?${request.query}`);
  try {
    checkMayRegister(login.user, asked.pool);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return errorPage("passkeys_unavailable");
  }
  return answer(login.user);
}

async function show(visit: Visit, user: StoredUser, problem: string | undefined): Promise<HttpResponse> {
  const { client, pool } = visit.asked;
  const options = creationOptions(user, pool);
  await pendingPasskeys(visit.context).begin({ client, user }, options.challenge);
  return render(visit, {
    path: PATH,
    title: "Add a passkey",
    problem,
    script: PASSKEY_SCRIPT,
    content: (frame) => form(frame, passkeyFields("create", JSON.stringify(options)), "Add"),
  });
}
