import { type Html, html } from "./html";

/** Where a form is sent, with what every form has. */
export interface FormFrame {
  /** The path and query of the page. */
  readonly action: string;
  /** The token of the browser's cookie. */
  readonly csrf: string;
  /** What went wrong with the last form. */
  readonly problem?: string;
}

function form({ action, csrf, problem }: FormFrame, fields: Html, button: string): Html {
  return html`${problem === undefined ? undefined : html`<p role="alert">${problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="_csrf" value="${csrf}">
${fields}
<button type="submit">${button}</button>
</form>`;
}

/** User name and password. */
export function signInForm(frame: FormFrame, { name = "" }: { readonly name?: string }): Html {
  return form(
    frame,
    html`<label for="username">User name</label>
<input id="username" name="username" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>`,
    "Sign in",
  );
}

/** A button for each identity provider of the client. */
export function providerLinks(
  providers: readonly { readonly name: string; readonly href: string }[],
): Html | undefined {
  if (providers.length === 0) return undefined;
  const links = providers.map(({ href, name }) => html`<li><a href="${href}">Sign in with ${name}</a></li>`);
  return html`<ul>${links}</ul>`;
}

export interface ChallengeStep {
  readonly name: string;
  readonly session: string;
  /** Of the challenge, as the user pool's API gives them. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The form that answers a challenge; `undefined` for one that this page has no form for. */
export function challengeForm(frame: FormFrame, step: ChallengeStep): Html | undefined {
  const fields = (FIELDS as Partial<Record<string, (step: ChallengeStep) => Html>>)[step.name]?.(step);
  return (
    fields &&
    form(
      frame,
      html`<input type="hidden" name="challenge" value="${step.name}">
<input type="hidden" name="session" value="${step.session}">
<input type="hidden" name="username" value="${step.parameters.USER_ID_FOR_SRP ?? step.parameters.USERNAME ?? ""}">
${fields}`,
      "Continue",
    )
  );
}

const code = (question: string): Html => html`<label for="code">${question}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus>`;

/** By challenge, what its form asks for. */
const FIELDS = {
  NEW_PASSWORD_REQUIRED: ({
    parameters,
  }: ChallengeStep) => html`<label for="new-password">New password</label>
<input id="new-password" name="new-password" type="password" autocomplete="new-password" required>
${requiredAttributes(parameters).map(
  (name) => html`<label for="${name}">${name}</label>
<input id="${name}" name="userAttributes.${name}" required>`,
)}`,
  SOFTWARE_TOKEN_MFA: () => code("Code of your authenticator app"),
  SMS_MFA: ({ parameters }: ChallengeStep) => code(sentTo("text message", parameters)),
  EMAIL_OTP: ({ parameters }: ChallengeStep) => code(sentTo("e-mail", parameters)),
  SELECT_MFA_TYPE: ({
    parameters,
  }: ChallengeStep) => html`<fieldset><legend>How do you want to confirm it is you?</legend>
${listIn(parameters.MFAS_CAN_CHOOSE).map(
  (name, i) =>
    html`<label><input type="radio" name="answer" value="${name}" required${i === 0 ? " checked" : ""}> ${FACTORS[name] ?? name}</label>`,
)}</fieldset>`,
};

const FACTORS: Readonly<Record<string, string>> = {
  EMAIL_OTP: "A code by e-mail",
  SMS_MFA: "A code by text message",
  SOFTWARE_TOKEN_MFA: "A code of my authenticator app",
};

function sentTo(medium: string, { CODE_DELIVERY_DESTINATION: to }: ChallengeStep["parameters"]): string {
  return `Code sent by ${medium}${to === undefined ? "" : ` to ${to}`}`;
}

function requiredAttributes({ requiredAttributes: list }: ChallengeStep["parameters"]): readonly string[] {
  return listIn(list).map((name) => name.replace(/^userAttributes\./, ""));
}

/** A list of texts in a text, as challenges have them. */
function listIn(text: string | undefined): readonly string[] {
  const list: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === "string") : [];
}
