import type { Parameters } from "../../../http/form";
import { type FormFrame, form } from "./forms";
import { type Html, html } from "./html";

export interface SignUpFields {
  /** The attribute that users sign in with in place of a user name. */
  readonly namedBy: string | undefined;
  /** Further attributes that are asked for. */
  readonly attributes: readonly string[];
  /** Before an attribute's name, in the names of the form's fields. */
  readonly prefix: string;
  /** The last form, which was refused. */
  readonly given: Parameters | undefined;
}

export function signUpForm(frame: FormFrame, { attributes, given, namedBy, prefix }: SignUpFields): Html {
  const fields = attributes.map((name) => {
    const field = `${prefix}${name}`;
    return html`<label for="${field}">${labelOf(name)}</label>
<input id="${field}" name="${field}" value="${given?.get(field) ?? ""}" required>\n`;
  });
  return form(
    frame,
    html`<label for="username">${namedBy === undefined ? "User name" : labelOf(namedBy)}</label>
<input id="username" name="username" value="${given?.get("username") ?? ""}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
${fields}<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="new-password" required>`,
    "Create",
  );
}

/** The code that was sent, and with it a new password where one is chosen. */
export function confirmForm(
  frame: FormFrame,
  { username, withPassword }: { readonly username: string; readonly withPassword?: true },
): Html {
  return form(
    frame,
    html`<input type="hidden" name="username" value="${username}">
<label for="code">Code that was sent to you</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus>
${
  withPassword &&
  html`<label for="new-password">New password</label>
<input id="new-password" name="new-password" type="password" autocomplete="new-password" required>`
}`,
    "Confirm",
  );
}

export function nameForm(frame: FormFrame): Html {
  return form(
    frame,
    html`<label for="username">User name</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required>`,
    "Send a code",
  );
}

const LABELS: Readonly<Record<string, string>> = { email: "E-mail", phone_number: "Phone number" };

function labelOf(attribute: string): string {
  return LABELS[attribute] ?? attribute.replace(/^custom:/, "").replaceAll("_", " ");
}
