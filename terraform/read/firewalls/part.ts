import {
  type FirewallStatement,
  type Inspected,
  type Oversize,
  type PartFilter,
  type RequestPart,
  TEXT_TRANSFORMATIONS,
  type TextTransformation,
} from "../../model";
import type { Fields } from "../fields";

/** Makes a statement of the part that a block inspects; `unknown` where the part or a transformation is not evaluated. */
export function inspected(block: Fields, make: (what: Inspected) => FirewallStatement): FirewallStatement {
  const [field] = block.blocks("field_to_match");
  const part = field ? partOf(field) : "it names no part of the request";
  const transformations = transformationsOf(block);
  if (typeof part === "string") return { is: "unknown", because: part };
  if (typeof transformations === "string") return { is: "unknown", because: transformations };
  return make({ part, transformations });
}

/** @returns why they are not evaluated, as a text */
export function transformationsOf(block: Fields): readonly TextTransformation[] | string {
  const ordered = block
    .blocks("text_transformation")
    .map((each) => ({ priority: each.number("priority"), type: each.text("type") }))
    .sort((one, other) => one.priority - other.priority);
  const found: TextTransformation[] = [];
  for (const { type } of ordered) {
    const known = TEXT_TRANSFORMATIONS.find((each) => each === type);
    if (known === undefined) return `the transformation ${type} is not evaluated`;
    found.push(known);
  }
  return found;
}

/** @returns why it is not evaluated, as a text */
function partOf(field: Fields): RequestPart | string {
  const [name = ""] = field.names();
  const [block] = field.blocks(name);
  switch (name) {
    case "all_query_arguments":
      return { of: "all-arguments" };
    case "method":
      return { of: "method" };
    case "query_string":
      return { of: "query" };
    case "uri_path":
      return { of: "path" };
    case "single_header":
      return { of: "header", name: block?.text("name") ?? "" };
    case "single_query_argument":
      return { of: "argument", name: block?.text("name") ?? "" };
    case "body":
      return { of: "body", oversize: oversizeOf(block) };
    case "headers":
    case "cookies":
      return block
        ? {
            of: name,
            oversize: oversizeOf(block),
            ...filterOf(block, name === "headers" ? "headers" : "cookies"),
          }
        : `${name} is empty`;
    default:
      return `the part ${name} of a request is not inspected here`;
  }
}

function oversizeOf(block: Fields | undefined): Oversize {
  return block?.oneOf("oversize_handling", ["CONTINUE", "MATCH", "NO_MATCH"], "CONTINUE") ?? "CONTINUE";
}

function filterOf(block: Fields, what: "headers" | "cookies"): PartFilter {
  const [pattern] = block.blocks("match_pattern");
  const only = pattern?.texts(`included_${what}`) ?? [];
  const except = pattern?.texts(`excluded_${what}`) ?? [];
  return {
    scope: block.oneOf("match_scope", ["ALL", "KEY", "VALUE"]),
    ...(only.length > 0 && { only }),
    ...(except.length > 0 && { except }),
  };
}
