import type { FirewallStatement, Inspected, RateKey, RateStatement } from "../../terraform/model";
import { addressesOf, isInRanges } from "./addresses";
import { type InspectedRequest, textsOf } from "./parts";
import type { RequestRates } from "./rates";
import { transformed } from "./transformations";

export interface StatementContext extends InspectedRequest {
  /** Of the web ACL or group in which the rule is. */
  readonly labelPrefix: string;
  /** Labels that rules have added, with their prefix. */
  readonly labels: ReadonlySet<string>;
  /** ISO 3166 code of the country that all calls come from; undefined: not known. */
  readonly country: string | undefined;
  /** Undefined: rates do not matter. */
  readonly rates: RequestRates | undefined;
  /** Of the rule, among all. */
  readonly ruleName: string;
  readonly now: Date;
}

/** Whether a request matches. Undefined: it cannot be told here. */
export type Matched = boolean | undefined;

export function matches(statement: FirewallStatement, context: StatementContext): Matched {
  switch (statement.is) {
    case "unknown":
      return undefined;
    case "not":
      return not(matches(statement.of, context));
    case "and":
      return not(any(statement.of, (of) => not(matches(of, context))));
    case "or":
      return any(statement.of, (of) => matches(of, context));
    case "label":
      return hasLabel(statement.key, statement.scope, context);
    case "addresses":
      return byAddress(statement, context, (address) => isInRanges(address, statement.ranges));
    case "countries":
      return context.country === undefined
        ? undefined
        : byAddress(statement, context, () => statement.codes.includes(context.country ?? ""));
    case "size":
      return byText(statement, context, (text) =>
        COMPARISONS[statement.operator](text.length, statement.size),
      );
    case "bytes": {
      const search = Buffer.from(statement.search).toString("latin1");
      return byText(statement, context, (text) => POSITIONS[statement.position](text, search));
    }
    case "patterns":
      return byText(statement, context, (text) => statement.patterns.some((pattern) => found(pattern, text)));
    case "rate":
      return isOverRate(statement, context);
  }
}

function not(matched: Matched): Matched {
  return matched === undefined ? undefined : !matched;
}

/** True wins over what cannot be told. */
function any(of: readonly FirewallStatement[], test: (each: FirewallStatement) => Matched): Matched {
  const results = of.map(test);
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function byAddress(
  { forwarded }: Pick<Extract<FirewallStatement, { is: "addresses" }>, "forwarded">,
  { request }: StatementContext,
  test: (address: string) => boolean,
): boolean {
  const addresses = addressesOf(request, forwarded);
  if (addresses === "absent") return false;
  return addresses === "malformed" ? forwarded?.fallback === "MATCH" : addresses.some(test);
}

function byText(
  { part, transformations }: Inspected,
  context: StatementContext,
  test: (text: string) => boolean,
): boolean {
  const texts = textsOf(part, context);
  if (typeof texts === "string") return texts === "MATCH";
  return texts.some((text) => test(transformed(text, transformations)));
}

const COMPARISONS: Readonly<
  Record<Extract<FirewallStatement, { is: "size" }>["operator"], (length: number, size: number) => boolean>
> = {
  EQ: (length, size) => length === size,
  NE: (length, size) => length !== size,
  LE: (length, size) => length <= size,
  LT: (length, size) => length < size,
  GE: (length, size) => length >= size,
  GT: (length, size) => length > size,
};

const POSITIONS: Readonly<
  Record<Extract<FirewallStatement, { is: "bytes" }>["position"], (text: string, search: string) => boolean>
> = {
  EXACTLY: (text, search) => text === search,
  STARTS_WITH: (text, search) => text.startsWith(search),
  ENDS_WITH: (text, search) => text.endsWith(search),
  CONTAINS: (text, search) => text.includes(search),
  CONTAINS_WORD: containsWord,
};

/** Letters, digits and `_` make words. */
function containsWord(text: string, search: string): boolean {
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1))
    if (!/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + search.length))) return true;
  return false;
}

interface Expression {
  matcher(text: string): { find(): boolean };
}

/** Of the Terraform, so there are few of them. */
const expressions = new Map<string, Expression>();

/** RE2 takes time linear in the text, which callers choose. */
function found(pattern: string, text: string): boolean {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    const { RE2JS } = require("re2js") as typeof import("re2js");
    expression = RE2JS.compile(pattern);
    expressions.set(pattern, expression);
  }
  return expression.matcher(text).find();
}

/** A key without `awswaf:` is of the rule's own web ACL or group. */
function hasLabel(
  key: string,
  scope: "LABEL" | "NAMESPACE",
  { labelPrefix, labels }: StatementContext,
): boolean {
  const wanted = key.startsWith("awswaf:") ? key : labelPrefix + key;
  if (scope === "LABEL") return labels.has(wanted);
  return [...labels].some((label) => label.startsWith(wanted));
}

function isOverRate(statement: RateStatement, context: StatementContext): Matched {
  const { rates, now, ruleName } = context;
  if (!rates) return false;
  const inScope = statement.of ? matches(statement.of, context) : true;
  if (!inScope) return inScope;
  const keys = statement.keys.map((key) => keyOf(key, context));
  // A request without one of the keys is not counted.
  if (keys.includes(undefined)) return false;
  return rates.count(JSON.stringify([ruleName, ...keys]), statement.windowSeconds, now) > statement.limit;
}

function keyOf(key: RateKey, context: StatementContext): string | undefined {
  switch (key.by) {
    case "address":
      return context.request.sourceIp;
    case "forwarded-address": {
      const addresses = addressesOf(context.request, key.forwarded);
      return typeof addresses === "string" ? undefined : addresses[0];
    }
    case "method":
      return context.request.verb;
    case "label-namespace": {
      const prefix = key.namespace.startsWith("awswaf:")
        ? key.namespace
        : context.labelPrefix + key.namespace;
      const found = [...context.labels].filter((label) => label.startsWith(prefix));
      return found.length === 0 ? undefined : found.join();
    }
    case "text": {
      const texts = textsOf(key.part, context);
      if (typeof texts === "string" || texts.length === 0) return undefined;
      return texts.map((text) => transformed(text, key.transformations)).join();
    }
  }
}
