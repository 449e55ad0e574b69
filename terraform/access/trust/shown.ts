import { parseJson } from "../../language/expression";
import type { Plain } from "./compare/plain";
import { isPlainRecord, listOf, plainOf, Untold, untoldIn } from "./compare/plain";
import type { Finding } from "./compare/rule";
import type { Estate } from "./estate";
import { only, partsOf } from "./parts";
import { isSecret, isSecretName } from "./secret-names";

/** Characters of a value; what is longer is cut. */
const LONGEST = 1_000;

/** A value for people: what is a resource of the Terraform by its address. */
export function shown(value: Plain | undefined, estate: Estate): string {
  const text = value === undefined ? "nothing" : estate.named(written(value, estate));
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
  const whole = { from: shown(from, base), to: shown(to, head) };
  const isChanged = `${argument} is now ${whole.to} (was: ${whole.from})`;
  if (!Array.isArray(from) && !Array.isArray(to)) return { ...whole, what: isChanged };
  const [gone, come] = [only(listOf(from), listOf(to)), only(listOf(to), listOf(from))];
  if ((!gone && !come) || untoldIn(from)) return { ...whole, what: isChanged };
  const values = { from: isNone(from) ? NO_STATEMENT : whole.from, to: isNone(to) ? NO_STATEMENT : whole.to };
  const parts = partsInWords(gone, come, { base, head });
  if (parts !== undefined) return { ...values, what: `${argument}: ${parts}` };
  const [less, more] = [shown(gone, base), shown(come, head)];
  const what = come ? `${argument} now has ${more}` : `${argument} has ${less} no longer`;
  return { ...values, what: `${what}${gone && come ? ` (was: ${less})` : ""}` };
}

/** Of a policy, only the statements that differ are compared; a list without members is undefined everywhere else. */
const NO_STATEMENT = "no such statement";

function isNone(value: Plain | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Of one record in the place of another, what differs in it; undefined where that is not how they differ. */
function partsInWords(
  gone: readonly Plain[] | undefined,
  come: readonly Plain[] | undefined,
  { base, head }: { readonly base: Estate; readonly head: Estate },
): string | undefined {
  const [[from, ...less], [to, ...more]] = [gone ?? [], come ?? []];
  if (less.length + more.length > 0 || !isPlainRecord(from) || !isPlainRecord(to)) return undefined;
  const words = partsOf(from, to)?.map((part) => {
    const [was, is] = part.isSecret ? [HIDDEN, HIDDEN] : [shown(part.from, base), shown(part.to, head)];
    if (part.to === undefined) return `${part.path} ${was} is gone`;
    return part.from === undefined ? `${part.path} ${is} is new` : `${part.path} is now ${is} (was: ${was})`;
  });
  const name = typeof to.Sid === "string" ? `statement ${to.Sid}, ` : "";
  return words && `${name}${words.join(", ")}`;
}
