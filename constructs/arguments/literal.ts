/**
 * Escapes text for Terraform's JSON. Every string there is a template, in which `${` begins an expression and `%{` a
 * directive; `$${` and `%%{` stand for the characters themselves.
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json, "Expression Mapping".
 */

/** A cdktf token within a text: it stands for a value that is known later. */
const TOKEN = /(\$\{TfToken\[[^\]]+\]\})/;

/** The text, escaped so that Terraform evaluates nothing in it but cdktf's own tokens. */
export function literal(text: string): string {
  return text
    .split(TOKEN)
    .map((part, i, parts) => {
      if (i % 2 === 1) return part;
      const escaped = part.replace(/([$%])\{/g, "$1$1{");
      // A dollar right before a token would escape the token.
      return i + 1 < parts.length && escaped.endsWith("$") ? `${escaped.slice(0, -1)}\${"$"}` : escaped;
    })
    .join("");
}

/** The same for every text in `value`, keys included. */
export function literals<T>(value: T): T {
  if (typeof value === "string") return literal(value) as T;
  if (Array.isArray(value)) return value.map((item) => literals(item)) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), literals(item)])) as T;
}
