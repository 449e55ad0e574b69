import { isPageChallenge } from "../challenges";
import { fieldsOf, PASSWORD_FIELD, parsed } from "./challenge-fields";
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

/** User name and password, or the name alone where the user then chooses how to sign in. */
export function signInForm(
  frame: FormFrame,
  { isNameAlone, name }: { readonly name: string; readonly isNameAlone: boolean },
): Html {
  return form(
    frame,
    html`<label for="username">User name</label>
<input id="username" name="username" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
${isNameAlone ? undefined : PASSWORD_FIELD}`,
    isNameAlone ? "Next" : "Sign in",
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
  /** As the user gave it. */
  readonly username: string;
  /** Of the challenge, as the user pool's API gives them. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The form that answers a challenge; `undefined` for one that this page has no form for. */
export function challengeForm(frame: FormFrame, step: ChallengeStep): Html | undefined {
  const { name, parameters, session, username } = step;
  if (!isPageChallenge(name)) return undefined;
  const hidden = {
    challenge: name,
    session,
    username,
    shown: JSON.stringify(shownOf(parameters)),
  };
  return form(
    frame,
    html`${Object.entries(hidden).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">\n`)}${fieldsOf(name, parameters)}`,
    "Continue",
  );
}

/** What a form shows again after a wrong answer. */
const SHOWN = [
  "CHOICES",
  "CODE_DELIVERY_DESTINATION",
  "CREDENTIAL_REQUEST_OPTIONS",
  "MFAS_CAN_CHOOSE",
  "SECRET_CODE",
  "requiredAttributes",
];

function shownOf(parameters: ChallengeStep["parameters"]): ChallengeStep["parameters"] {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => SHOWN.includes(name)));
}

/** The parameters that a form carried along. They are for display alone: the session decides. */
export function shownParameters(text: string | undefined): ChallengeStep["parameters"] {
  const value = parsed(text);
  const texts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const shown = texts.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return shownOf(Object.fromEntries(shown));
}
