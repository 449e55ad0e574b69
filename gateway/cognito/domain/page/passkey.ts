import { type Html, html } from "./html";

/** Fields of a form that a passkey fills: by `get` an old one signs, by `create` a new one is made. */
export function passkeyFields(ceremony: "create" | "get", options: string): Html {
  return html`<p role="alert" id="passkey-problem" hidden></p>
<p id="passkey" data-ceremony="${ceremony}" data-options="${options}">Your browser asks for the passkey.</p>
<input type="hidden" name="credential">`;
}

/**
 * The script of such a form, which has the browser ask for the passkey before the form is sent. It sends nothing itself.
 * https://developer.mozilla.org/docs/Web/API/PublicKeyCredential/parseRequestOptionsFromJSON_static
 */
export const PASSKEY_SCRIPT = `
const { ceremony, options } = document.getElementById("passkey").dataset;
const problem = document.getElementById("passkey-problem");
const form = document.querySelector("form");
// Browsers take no passkey at an address, and none of localhost elsewhere.
const isOwn = /(^|\\.)localhost$/.test(location.hostname);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const json = JSON.parse(options);
    const publicKey = ceremony === "get"
      ? PublicKeyCredential.parseRequestOptionsFromJSON(json)
      : PublicKeyCredential.parseCreationOptionsFromJSON(json);
    const credential = await navigator.credentials[ceremony]({ publicKey });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    problem.textContent = "The passkey cannot be used: " + (isOwn ? error.message : "open this page at localhost.");
    problem.hidden = false;
  }
});
`;
