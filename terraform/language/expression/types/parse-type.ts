import { TerraformError } from "../../../error";
import { evaluate, type Scope } from "../evaluate";
import type { Expression } from "../syntax/ast";
import { parseExpression, parseTemplate } from "../syntax/template";
import type { Attribute, Type } from "./type";

/** A default refers to nothing. */
const NOTHING: Scope = {
  reference([name]) {
    throw malformed(`a default refers to ${name}`);
  },
};

/**
 * The type that a variable asks for, as the JSON of a configuration has it: `string`, `${list(string)}`.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED`
 */
export function parseType(text: string): Type {
  const written = parseTemplate(text);
  const isText = written.kind === "literal" && typeof written.value === "string";
  return typeIn(isText ? parseExpression(text) : written);
}

function typeIn(expression: Expression): Type {
  if (expression.kind === "name") return named(expression.name);
  if (expression.kind === "call") {
    const [of] = expression.args;
    switch (expression.name) {
      case "list":
      case "map":
      case "set":
        if (of && expression.args.length === 1) return { kind: expression.name, of: typeIn(of) };
        break;
      case "tuple":
        if (of?.kind === "list") return { kind: "tuple", items: of.items.map(typeIn) };
        break;
      case "object":
        if (of?.kind === "object") return { kind: "object", attributes: new Map(of.entries.map(attribute)) };
    }
  }
  throw malformed("a type was expected, such as string or list(string)");
}

/** `list` and `map` alone are those of any element, as before Terraform 0.12. */
function named(name: string): Type {
  switch (name) {
    case "any":
    case "bool":
    case "number":
    case "string":
      return name;
    case "list":
    case "map":
    case "set":
      return { kind: name, of: "any" };
  }
  throw malformed(`${name} is no type`);
}

function attribute({
  key,
  value,
}: {
  readonly key: Expression;
  readonly value: Expression;
}): readonly [string, Attribute] {
  if (key.kind !== "literal") throw malformed("the name of an attribute was expected");
  const name = String(key.value);
  if (value.kind !== "call" || value.name !== "optional") return [name, { type: typeIn(value) }];
  const [type, otherwise] = value.args;
  if (!type) throw malformed("optional() without a type");
  const found = otherwise ? evaluate(otherwise, NOTHING) : null;
  return [name, { type: typeIn(type), optional: { default: found } }];
}

function malformed(what: string): TerraformError {
  return new TerraformError("EXPRESSION_MALFORMED", what);
}
