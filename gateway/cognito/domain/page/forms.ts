import { isPageChallenge, type PageChallenge } from "../challenges";
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

export function form({ action, csrf, problem }: FormFrame, fields: Html, button: string): Html {
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

export interface PageLink {
  readonly text: string;
  readonly href: string;
}

export function linkList(links: readonly PageLink[]): Html | undefined {
  if (links.length === 0) return undefined;
  return html`<ul>${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>\n`)}</ul>`;
}

export interface ChallengeStep {
  readonly name: string;
  readonly session: string;
  /** Of the challenge, as the user pool's API gives them. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The form that answers a challenge; `undefined` for one that this page has no form for. */
export function challengeForm(frame: FormFrame, step: ChallengeStep): Html | undefined {
  const { name, parameters, session } = step;
  if (!isPageChallenge(name)) return undefined;
  const hidden = {
    challenge: name,
    session,
    username: parameters.USER_ID_FOR_SRP ?? "",
    shown: JSON.stringify(shownOf(parameters)),
  };
  return form(
    frame,
    html`${Object.entries(hidden).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">\n`)}${FIELDS[name](parameters)}`,
    "Continue",
  );
}

/** What a form shows again after a wrong answer. */
const SHOWN = ["CODE_DELIVERY_DESTINATION", "MFAS_CAN_CHOOSE", "SECRET_CODE", "requiredAttributes"];

function shownOf(parameters: ChallengeStep["parameters"]): ChallengeStep["parameters"] {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => SHOWN.includes(name)));
}

/** The parameters that a form carried along. They are for display alone: the session decides. */
export function shownParameters(text: string | undefined, username: string): ChallengeStep["parameters"] {
  const value = parsed(text);
  const texts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const shown = texts.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { ...shownOf(Object.fromEntries(shown)), USER_ID_FOR_SRP: username };
}

type Fields = (parameters: ChallengeStep["parameters"]) => Html;

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
  SELECT_MFA_TYPE: (parameters) => html`<fieldset><legend>How do you want to confirm that it is you?</legend>
${listIn(parameters.MFAS_CAN_CHOOSE).map(
  (name) =>
    html`<label><input type="radio" name="answer" value="${name}" required> ${FACTORS[name] ?? name}</label>\n`,
)}</fieldset>`,
  SMS_MFA: (parameters) => code(sentTo("text message", parameters)),
  SOFTWARE_TOKEN_MFA: () => code("Code of your authenticator app"),
};

const FACTORS: Readonly<Record<string, string>> = {
  EMAIL_OTP: "A code by e-mail",
  SMS_MFA: "A code by text message",
  SOFTWARE_TOKEN_MFA: "A code of my authenticator app",
};

function sentTo(medium: string, { CODE_DELIVERY_DESTINATION: to }: ChallengeStep["parameters"]): string {
  return `Code sent by ${medium}${to === undefined ? "" : ` to ${to}`}`;
}

/** A list of texts in a text, as challenges have them. */
function listIn(text: string | undefined): readonly string[] {
  const list = parsed(text);
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === "string") : [];
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
