import { parseJson } from "../../language/expression";
import type { Plain } from "./compare/plain";
import { keyOf, listOf, plainOf, Untold, untoldIn } from "./compare/plain";
import type { Finding } from "./compare/rule";
import type { Estate } from "./estate";
import { isSecret, isSecretName } from "./secret-names";

/** Characters of a value; what is longer is cut. */
const LONGEST = 1_000;

/** A value for people: what is a resource of the Terraform by its address. */
export function shown(value: Plain | undefined, estate: Estate): string {
  const text = value === undefined ? "nothing" : written(value, estate);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** As shown(), in full. */
export function written(value: Plain, estate: Estate): string {
  if (typeof value === "string")
    return estate.addressOf(value) ?? documentIn(value, estate) ?? JSON.stringify(value);
  if (value instanceof Untold) return `what is not known (${value.why})`;
  if (Array.isArray(value)) return value.map((item) => written(item, estate)).join(", ");
  const entries = Object.entries(value).map(([name, item]) => {
    if (isSecretName(name)) return `${name}: ${HIDDEN}`;
    const isList = Array.isArray(item);
    return `${name}: ${isList ? `[${written(item as Plain, estate)}]` : written(item as Plain, estate)}`;
  });
  return `{${entries.join(", ")}}`;
}

/** In place of a value that may be a secret. */
const HIDDEN = "a value that is not shown";

/** A policy, or another JSON document, without the layout of its text. */
function documentIn(text: string, estate: Estate): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const document = plainOf(parseJson(text) as Parameters<typeof plainOf>[0]);
    return document === undefined ? undefined : written(document, estate);
  } catch {
    return undefined;
  }
}

/** A difference for people: of a list, what is only on one side of it. */
export function inWords(
  argument: string,
  { from, to }: Pick<Finding, "from" | "to">,
  { base, head }: { readonly base: Estate; readonly head: Estate },
): { readonly from: string; readonly to: string; readonly what: string } {
  if (isSecret(argument)) {
    const [was, is] = [from, to].map((value) => (value === undefined ? "nothing" : HIDDEN)) as [
      string,
      string,
    ];
    return { from: was, to: is, what: `${argument} is now another one: ${is} (was: ${was})` };
  }
  const [before, after] = [listOf(from), listOf(to)];
  const [gone, come] = [only(before, after), only(after, before)];
  const whole = { from: shown(from, base), to: shown(to, head) };
  const isChanged = `${argument} is now ${whole.to} (was: ${whole.from})`;
  if (!Array.isArray(from) && !Array.isArray(to)) return { ...whole, what: isChanged };
  if (gone.length + come.length === 0 || untoldIn(from)) return { ...whole, what: isChanged };
  const [less, more] = [shown(listed(gone), base), shown(listed(come), head)];
  const what = come.length === 0 ? `${argument} has ${less} no longer` : `${argument} now has ${more}`;
  const instead = gone.length > 0 && come.length > 0 ? ` (was: ${less})` : "";
  return { from: less, to: more, what: `${what}${instead}` };
}

function only(items: readonly Plain[], others: readonly Plain[]): readonly Plain[] {
  return items.filter((one) => !others.some((other) => keyOf(other) === keyOf(one)));
}

function listed(items: readonly Plain[]): Plain | undefined {
  return items.length === 0 ? undefined : items;
}
