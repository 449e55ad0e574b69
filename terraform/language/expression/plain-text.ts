import type { Unresolved } from "./value";

/** Last words of what is a short text by its name: `lambda_arn`, `domain_name`, `base_url`. */
const NAMES =
  /(?:^|[._])(?:account|arn|bucket|domain|email|env|environment|host|id|name|namespace|prefix|project|region|stage|suffix|uri|url|version|workspace|zone)(?:\["?[\w-]*"?\])*$/;
/** What data sources read may be anything but the identity of what they look up. */
const DATA = /(?:^|\.)data\./;
const IDENTITY = /[._](?:arn|id|name)$/;

/**
 * Whether an unknown value is, by the name of its origin, a text without quotation marks and line ends, which ends no text
 * of a document around it; and no list.
 */
export function isPlainText({ is, unknown }: Unresolved): boolean {
  const origin = is ?? unknown.split(": ", 1)[0] ?? "";
  return NAMES.test(origin) && (!DATA.test(origin) || IDENTITY.test(origin));
}

/** Of two unknown values that make one text, the one by which it is judged. */
export function lessPlain(a: Unresolved | undefined, b: Unresolved | undefined): Unresolved | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isPlainText(a) && !isPlainText(b) ? b : a;
}
