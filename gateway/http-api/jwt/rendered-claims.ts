import type { Claims } from "../../jwt/sign";

/**
 * The claims of a token as an HTTP API hands them on: every value is a text. A list is in brackets with spaces between
 * its members, an object is JSON, and null is left out.
 */
export function renderClaims(claims: Claims): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, rendered(value)] as const],
    ),
  );
}

function rendered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(rendered).join(" ")}]`;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
