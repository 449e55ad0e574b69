import type { PageChallenge } from "../challenges";
import { type Html, html } from "./html";
import { passkeyFields } from "./passkey";

type Texts = Readonly<Record<string, string>>;
type Fields = (parameters: Texts) => Html;

const code = (question: string): Html => html`<label for="code">${question}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus>`;

/** By challenge, what its form asks for. */
const FIELDS: Readonly<Record<PageChallenge, Fields>> = {
  EMAIL_OTP: (parameters) => code(sentTo("e-mail", parameters)),
  MFA_SETUP: ({
    SECRET_CODE: secret = "",
  }) => html`<p>Signing in needs a second step. Add this key to an authenticator app:</p>
<p><code>${secret}</code></p>
${code("Code that the app shows")}`,
  NEW_PASSWORD_REQUIRED: (parameters) => html`<label for="new-password">New password</label>
<input id="new-password" name="new-password" type="password" autocomplete="new-password" required>
${listIn(parameters.requiredAttributes).map(
  (name) => html`<label for="${name}">${name.replace(/^userAttributes\./, "")}</label>
<input id="${name}" name="${name}" required>`,
)}`,
  PASSWORD: () => PASSWORD_FIELD,
  SELECT_CHALLENGE: ({ CHOICES: choices }) => choice("How do you want to sign in?", choices),
  SELECT_MFA_TYPE: ({ MFAS_CAN_CHOOSE: choices }) =>
    choice("How do you want to confirm that it is you?", choices),
  SMS_MFA: (parameters) => code(sentTo("text message", parameters)),
  SMS_OTP: (parameters) => code(sentTo("text message", parameters)),
  SOFTWARE_TOKEN_MFA: () => code("Code of your authenticator app"),
  WEB_AUTHN: ({ CREDENTIAL_REQUEST_OPTIONS: options = "{}" }) => passkeyFields("get", options),
};

function choice(question: string, choices: string | undefined): Html {
  return html`<fieldset><legend>${question}</legend>
${listIn(choices).map(
  (name) =>
    html`<label><input type="radio" name="answer" value="${name}" required> ${FACTORS[name] ?? name}</label>\n`,
)}</fieldset>`;
}

const FACTORS: Readonly<Record<string, string>> = {
  EMAIL_OTP: "A code by e-mail",
  PASSWORD: "My password",
  SMS_MFA: "A code by text message",
  SMS_OTP: "A code by text message",
  SOFTWARE_TOKEN_MFA: "A code of my authenticator app",
  WEB_AUTHN: "A passkey",
};

function sentTo(medium: string, { CODE_DELIVERY_DESTINATION: to }: Texts): string {
  return `Code sent by ${medium}${to === undefined ? "" : ` to ${to}`}`;
}

/** A list of texts in a text, as challenges have them. */
function listIn(text: string | undefined): readonly string[] {
  const list = parsed(text);
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === "string") : [];
}

/** What the form of a challenge asks for, with what the challenge told. */
export function fieldsOf(challenge: PageChallenge, parameters: Texts): Html {
  return FIELDS[challenge](parameters);
}

export const PASSWORD_FIELD = html`<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>`;

/** Of a text that a form carried along: `undefined` where it is no JSON. */
export function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
