import { createHash } from "node:crypto";
import type { Header, HttpResponse } from "../../../http/message";
import { type Html, html, Html as Markup } from "./html";

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; justify-items: center; padding: 2rem 1rem; }
main { width: 100%; max-width: 22rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
label, legend { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
fieldset { border: 0; margin: 0; padding: 0; }
fieldset label { font-weight: 400; margin: 0.25rem 0; }
input:not([type=radio]), button { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: 0.5rem; font: inherit; }
button { margin-top: 1.5rem; cursor: pointer; }
a { color: inherit; }
code { overflow-wrap: anywhere; }
[role=alert] { border-inline-start: 0.25rem solid #b3261e; padding: 0.25rem 0.75rem; margin: 0 0 1rem; }
footer { margin-top: 2rem; font-size: 0.875rem; }
`;

const hashOf = (text: string) => createHash("sha256").update(text).digest("base64");

export interface PageOptions {
  readonly title: string;
  readonly content: Html;
  /** Where the browser may be sent after a form, over however many redirects: places as a policy calls them. */
  readonly formTarget?: string;
  /** Runs when the page is there. @default none */
  readonly script?: string | undefined;
  readonly status?: 200 | 400;
  readonly headers?: readonly Header[];
}

/** A page that loads nothing and is in no frame. No script runs but the one that is given. */
export function page({
  content,
  formTarget,
  headers = [],
  script,
  status = 200,
  title,
}: PageOptions): HttpResponse {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
<footer><p>Served by Gatehouse on this machine. It is not Amazon Cognito.</p></footer>
${script === undefined ? undefined : new Markup(`<script>${script}</script>`)}
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hashOf(STYLE)}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${hashOf(script)}'`]),
    // Browsers hold the address after a form's redirect against it too.
    `form-action 'self'${formTarget === undefined ? "" : ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    status,
    headers: [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Security-Policy", policy.join("; ")],
      ["X-Content-Type-Options", "nosniff"],
      ["X-Frame-Options", "DENY"],
      // With no-referrer, browsers would not say which origin a form comes from.
      ["Referrer-Policy", "same-origin"],
      ["Cache-Control", "no-store"],
      ...headers,
    ],
    body: text,
  };
}

/** What a policy calls the place of an address: its origin, or the scheme of an app. */
export function formTargetOf(address: string): string {
  const { host, protocol } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${host}` : protocol;
}
