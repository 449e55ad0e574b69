import { isList, isRecord, own, Unresolved, type Value, type ValueRecord } from "../../language/expression";
import { type Expressions, isExpression } from "./format";

/**
 * The attributes of a planned resource that its configuration does not write, by path: those that the provider
 * computed. A list of objects is not among them: a plan does not tell what a dynamic block wrote.
 */
export function* unwrittenIn(values: ValueRecord, expressions: Expressions, prefix = ""): Generator<string> {
  for (const [name, value] of Object.entries(values)) {
    const expression = own(expressions, name);
    if (expression === undefined && !mayBeBlocks(value)) yield prefix + name;
    if (expression === undefined || isExpression(expression)) continue;
    const written: Expressions = Object.assign({}, ...[expression].flat());
    for (const block of isList(value) ? value : [value])
      if (isRecord(block)) yield* unwrittenIn(block, written, `${prefix}${name}.`);
  }
}

function mayBeBlocks(value: Value): boolean {
  return value instanceof Unresolved || value === null || (isList(value) && value.some(isRecord));
}
