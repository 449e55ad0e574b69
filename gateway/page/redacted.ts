/** Names of headers, claims and fields whose values are credentials, in lower case and without `-` and `_`. */
const SECRET =
  /(?:authorization|cookie|password|passwd|secret|signature|credential|apikey|accesskey|privatekey|otp)|(?:token|csrf)$/;
/** A JWT, wherever it stands. */
const JWT = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

export const REDACTED = "(redacted)";

/**
 * A JSON value without the credentials in it: fields that are named for credentials, tokens in texts, and the given
 * values. A text that is JSON itself, such as a body, is read too.
 *
 * @param secrets values that are credentials under any name, such as API keys
 */
export function redacted(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === "string") return redactedText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      isSecret(name) && holdsText(part) ? REDACTED : redacted(part, secrets),
    ]),
  );
}

export function isSecret(name: string): boolean {
  return SECRET.test(name.toLowerCase().replace(/[-_]/g, ""));
}

/** A text, of which JSON and forms are read. */
export function redactedText(text: string, secrets: ReadonlySet<string>): string {
  if (secrets.has(text)) return REDACTED;
  const trimmed = text.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    try {
      return JSON.stringify(redacted(JSON.parse(text), secrets));
    } catch {
      // It is no JSON, or only the beginning of one.
      return withoutTokens(
        text.replace(/"([^"\\]{1,64})"(\s*:\s*)"(?:[^"\\]|\\.)*"?/g, (whole, name, colon) =>
          isSecret(name) ? `"${name}"${colon}"${REDACTED}"` : whole,
        ),
        secrets,
      );
    }
  }
  return withoutTokens(redactedQuery(text), secrets);
}

/** A query or a form, with the values of secret parameters taken away. Other text stays as it is. */
export function redactedQuery(text: string): string {
  return text.replace(/(^|[&?])([\w.%-]{1,64})=([^&\s]*)/g, (whole, before, name) =>
    isSecret(name) ? `${before}${name}=${REDACTED}` : whole,
  );
}

function withoutTokens(text: string, secrets: ReadonlySet<string>): string {
  let clean = text.replace(JWT, REDACTED);
  for (const secret of secrets) clean = clean.replaceAll(secret, REDACTED);
  return clean;
}

/** Numbers and booleans under such names are no credentials; lists of values may be. */
function holdsText(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value);
}
