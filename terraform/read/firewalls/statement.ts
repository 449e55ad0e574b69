import type { FirewallStatement, ForwardedAddress, RateKey } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { inspected, transformationsOf } from "./part";

type Reader = (block: Fields, resources: Resources) => FirewallStatement;

/**
 * A statement of a rule. What the gate cannot evaluate is `unknown`, also in the middle of others.
 *
 * @throws TerraformError where a value is not known or malformed
 */
export function readStatement(statement: Fields, resources: Resources): FirewallStatement {
  const [name, ...others] = statement.names();
  const [block] = name === undefined || others.length > 0 ? [] : statement.blocks(name);
  const reader = name !== undefined && Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (block && reader) return reader(block, resources);
  return unknown(`its statement is ${name ?? "empty"}`);
}

/** Why parts of a statement are not evaluated. */
export function unknownIn(statement: FirewallStatement): readonly string[] {
  switch (statement.is) {
    case "unknown":
      return [statement.because];
    case "and":
    case "or":
      return statement.of.flatMap(unknownIn);
    case "not":
      return unknownIn(statement.of);
    case "rate":
      return statement.of ? unknownIn(statement.of) : [];
    default:
      return [];
  }
}

const READERS: Readonly<Record<string, Reader>> = {
  and_statement: (block, resources) => ({ is: "and", of: inner(block, resources) }),
  or_statement: (block, resources) => ({ is: "or", of: inner(block, resources) }),
  not_statement: (block, resources) => {
    const [of] = inner(block, resources);
    return of ? { is: "not", of } : unknown("its not_statement is empty");
  },
  byte_match_statement: (block) =>
    inspected(block, (what) => ({
      is: "bytes",
      position: block.oneOf("positional_constraint", [
        "EXACTLY",
        "STARTS_WITH",
        "ENDS_WITH",
        "CONTAINS",
        "CONTAINS_WORD",
      ]),
      search: block.text("search_string"),
      ...what,
    })),
  size_constraint_statement: (block) =>
    inspected(block, (what) => ({
      is: "size",
      operator: block.oneOf("comparison_operator", ["EQ", "NE", "LE", "LT", "GE", "GT"]),
      size: block.number("size"),
      ...what,
    })),
  regex_match_statement: (block) => inspected(block, (what) => patterns([block.text("regex_string")], what)),
  regex_pattern_set_reference_statement: (block, resources) =>
    inspected(block, (what) => {
      const set = referred("aws_wafv2_regex_pattern_set", block, resources);
      if (!set) return unknown("its pattern set is not in this Terraform");
      return patterns(
        set.blocks("regular_expression").map((each) => each.text("regex_string")),
        what,
      );
    }),
  ip_set_reference_statement: (block, resources) => {
    const set = referred("aws_wafv2_ip_set", block, resources);
    if (!set) return unknown("its IP set is not in this Terraform");
    const [config] = block.blocks("ip_set_forwarded_ip_config");
    return {
      is: "addresses",
      ranges: set.texts("addresses"),
      ...(config && { forwarded: forwardedOf(config) }),
    };
  },
  geo_match_statement: (block) => {
    const [config] = block.blocks("forwarded_ip_config");
    return {
      is: "countries",
      codes: block.texts("country_codes"),
      ...(config && { forwarded: forwardedOf(config) }),
    };
  },
  label_match_statement: (block) => {
    const key = block.text("key");
    if (/^awswaf:(managed|clientip|forwardedip):/.test(key))
      return unknown(`the label ${key} is made by AWS`);
    return { is: "label", key, scope: block.oneOf("scope", ["LABEL", "NAMESPACE"]) };
  },
  rate_based_statement: rateOf,
  managed_rule_group_statement: (block) => unknown(`${block.label("name")} is a managed rule group`),
};

function inner(block: Fields, resources: Resources): FirewallStatement[] {
  return block.blocks("statement").map((statement) => readStatement(statement, resources));
}

function referred(type: string, block: Fields, resources: Resources): Fields | undefined {
  const arn = block.link("arn");
  return resources
    .ofType(type)
    .map((fields) => fields.loosely())
    .find((fields) => fields.link("arn") === arn);
}

/** Patterns that RE2 evaluates in linear time; callers choose the texts that they meet. */
function patterns(
  texts: readonly string[],
  what: Parameters<Parameters<typeof inspected>[1]>[0],
): FirewallStatement {
  const { RE2JS } = require("re2js") as typeof import("re2js");
  for (const text of texts) {
    try {
      RE2JS.compile(text);
    } catch (error) {
      return unknown(
        `the expression ${text} cannot be evaluated in bounded time: ${(error as Error).message}`,
      );
    }
  }
  return { is: "patterns", patterns: texts, ...what };
}

function forwardedOf(config: Fields): ForwardedAddress {
  return {
    header: config.text("header_name"),
    position: config.oneOf("position", ["FIRST", "LAST", "ANY"], "FIRST"),
    fallback: config.oneOf("fallback_behavior", ["MATCH", "NO_MATCH"]),
  };
}

function rateOf(block: Fields, resources: Resources): FirewallStatement {
  const [scope] = block.blocks("scope_down_statement");
  const type = block.oneOf("aggregate_key_type", ["IP", "FORWARDED_IP", "CUSTOM_KEYS", "CONSTANT"], "IP");
  const [config] = block.blocks("forwarded_ip_config");
  const forwarded = config && forwardedOf(config);
  const keys = type === "CUSTOM_KEYS" ? block.blocks("custom_key").map((key) => keyOf(key, forwarded)) : [];
  const odd = keys.find((key) => typeof key === "string");
  if (typeof odd === "string") return unknown(odd);
  const byAddress: RateKey[] = type === "IP" ? [{ by: "address" }] : [];
  const byForwarded: RateKey[] =
    type === "FORWARDED_IP" && forwarded ? [{ by: "forwarded-address", forwarded }] : [];
  if (type === "FORWARDED_IP" && !forwarded) return unknown("it names no header with the address");
  return {
    is: "rate",
    limit: block.number("limit"),
    windowSeconds: block.number("evaluation_window_sec", 300),
    keys: [...byAddress, ...byForwarded, ...keys.filter((key) => typeof key !== "string")],
    ...(scope && { of: readStatement(scope, resources) }),
  };
}

/** @returns why it is not evaluated, as a text */
function keyOf(key: Fields, forwarded: ForwardedAddress | undefined): RateKey | string {
  const [name = ""] = key.names();
  const [block] = key.blocks(name);
  const transformations = block ? transformationsOf(block) : [];
  if (typeof transformations === "string") return transformations;
  switch (name) {
    case "ip":
      return { by: "address" };
    case "forwarded_ip":
      return forwarded ? { by: "forwarded-address", forwarded } : "it names no header with the address";
    case "http_method":
      return { by: "method" };
    case "label_namespace":
      return { by: "label-namespace", namespace: block?.text("namespace") ?? "" };
    case "header":
    case "cookie":
      return { by: "text", part: { of: name, name: block?.text("name") ?? "" }, transformations };
    case "query_argument":
      return { by: "text", part: { of: "argument", name: block?.text("name") ?? "" }, transformations };
    case "query_string":
      return { by: "text", part: { of: "query" }, transformations };
    case "uri_path":
      return { by: "text", part: { of: "path" }, transformations };
    default:
      return `requests are not counted by ${name} here`;
  }
}

function unknown(because: string): FirewallStatement {
  return { is: "unknown", because };
}
