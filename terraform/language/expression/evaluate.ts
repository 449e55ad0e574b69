import { TerraformError } from "../../error";
import type { BinaryOperator, Expression, ForExpression } from "./ast";
import { callFunction } from "./functions";
import { jsonTemplate } from "./json-template";
import { describe, isList, isRecord, missingIn, sameValue, textOf, Unresolved, type Value } from "./value";

/** What the names of an expression stand for. */
export interface Scope {
  /**
   * The value behind a reference such as `["aws_iam_role", "admin", "arn"]`, of which it may take any number
   * of leading names; `used` says how many.
   *
   * @throws TerraformError `REFERENCE_MISSING`, `REFERENCE_CYCLE`
   */
  reference(path: readonly string[]): { readonly value: Value; readonly used: number };
  /** The result of a function that reads files; undefined where it is not known. */
  call?(name: string, args: readonly Value[]): Value | undefined;
}

type Locals = Readonly<Record<string, Value>>;

/**
 * The value of an expression. A value that depends on an unknown value is unknown, and names it.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED` where Terraform itself would refuse
 */
export function evaluate(expression: Expression, scope: Scope, locals: Locals = {}): Value {
  const inner = (part: Expression, names: Locals = locals) => evaluate(part, scope, names);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "opaque":
      return new Unresolved(`${expression.text}: template directives are not evaluated`);
    case "template":
      return joined(expression.parts.map((part) => inner(part)));
    case "name":
    case "attribute":
    case "index":
      return reference(expression, scope, locals);
    case "splat":
      return splat(inner(expression.of), (item) => inner(expression.each, { ...locals, "": item }));
    case "list":
      return expression.items.map((item) => inner(item));
    case "object":
      return record(expression.entries.map(({ key, value }) => [inner(key), inner(value)]));
    case "call": {
      const { args, name, spread } = expression;
      if (name === "try") return attempt(args, inner) ?? null;
      if (name === "can") return attempt(args, inner) !== undefined;
      const values = args.map((arg) => inner(arg));
      return scope.call?.(name, values) ?? call(name, values, spread);
    }
    case "unary":
      return unary(expression.operator, inner(expression.operand));
    case "binary":
      return binary(expression.operator, inner(expression.left), inner(expression.right));
    case "conditional": {
      const test = inner(expression.test);
      if (test instanceof Unresolved) return test.derived();
      return inner(truth(test) ? expression.then : expression.otherwise);
    }
    case "for":
      return comprehension(expression, inner(expression.over), (part, names) =>
        inner(part, { ...locals, ...names }),
      );
  }
}

function reference(expression: Expression, scope: Scope, locals: Locals): Value {
  const keys: Value[] = [];
  let root = expression;
  for (; root.kind === "attribute" || root.kind === "index"; root = root.of)
    keys.unshift(root.kind === "attribute" ? root.name : evaluate(root.key, scope, locals));
  if (root.kind !== "name") return keys.reduce(step, evaluate(root, scope, locals));
  if (Object.hasOwn(locals, root.name)) return keys.reduce(step, locals[root.name] as Value);
  const odd = keys.findIndex((key) => textOf(key) === undefined);
  const known = odd < 0 ? keys : keys.slice(0, odd);
  const { value, used } = scope.reference([root.name, ...known.map((key) => textOf(key) ?? "")]);
  return keys.slice(used - 1).reduce(step, value);
}

/** The first of the expressions that has a value; undefined where Terraform would refuse all of them. */
function attempt(args: readonly Expression[], inner: (part: Expression) => Value): Value | undefined {
  for (const arg of args) {
    try {
      return inner(arg);
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
    }
  }
  return undefined;
}

/** `of[key]`, or `of.key`. */
function step(of: Value, key: Value): Value {
  if (of instanceof Unresolved) return elementOf(of, key);
  if (key instanceof Unresolved) return key.derived();
  const name = textOf(key) ?? "";
  if (isList(of)) {
    const item = of[Number(name)];
    if (name !== "" && item !== undefined) return item;
    // Blocks are lists in the provider's schema, and a block that may occur once is often written alone.
  } else if (isRecord(of)) {
    if (Object.hasOwn(of, name)) return of[name] as Value;
    if (key === 0) return of;
    const missing = missingIn(of, name);
    if (missing) return missing;
  }
  throw refused(`${describe(of)} has no element ${JSON.stringify(key)}`);
}

/** One element of an unknown value is unknown as well, and always the same one. */
function elementOf(of: Unresolved, key: Value): Unresolved {
  if (of.is === undefined || key instanceof Unresolved) return of.derived();
  return new Unresolved(of.unknown, `${of.is}[${JSON.stringify(textOf(key))}]`);
}

function splat(of: Value, each: (item: Value) => Value): Value {
  if (of instanceof Unresolved) return of.derived();
  if (of === null) return [];
  return (isList(of) ? of : [of]).map(each);
}

function joined(parts: readonly Value[]): Value {
  let text = "";
  for (const part of parts) {
    if (part instanceof Unresolved) return partOf(parts, part);
    // Terraform refuses it until the variable is given a value.
    if (part === null) return new Unresolved("a text has a part without a value");
    const written = textOf(part);
    if (written === undefined) throw refused(`${describe(part)} cannot stand in a text`);
    text += written;
  }
  return text;
}

/** A text with an unknown part; of JSON, the rest stays known. */
function partOf(parts: readonly Value[], unknown: Unresolved): Unresolved {
  const made = jsonTemplate(parts);
  return made === undefined ? unknown.derived() : new Unresolved(unknown.unknown, undefined, made);
}

function record(entries: readonly (readonly [Value, Value])[]): Value {
  const made: Record<string, Value> = {};
  for (const [key, value] of entries) {
    if (key instanceof Unresolved) return key.derived();
    const name = textOf(key);
    if (name === undefined) throw refused(`${describe(key)} cannot be a key`);
    define(made, name, value);
  }
  return made;
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function call(name: string, args: readonly Value[], spread: boolean): Value {
  if (!spread) return callFunction(name, args);
  const last = args.at(-1) ?? null;
  if (last instanceof Unresolved) return last.derived();
  if (!isList(last)) throw refused(`${describe(last)} cannot be spread over the arguments of ${name}()`);
  return callFunction(name, [...args.slice(0, -1), ...last]);
}

function unary(operator: "!" | "-", operand: Value): Value {
  if (operand instanceof Unresolved) return operand.derived();
  return operator === "!" ? !truth(operand) : -number(operand);
}

function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (left instanceof Unresolved) return left.derived();
  if (right instanceof Unresolved) return right.derived();
  switch (operator) {
    case "||":
      return truth(left) || truth(right);
    case "&&":
      return truth(left) && truth(right);
    case "==":
      return sameValue(left, right);
    case "!=":
      return !sameValue(left, right);
    case "<":
      return number(left) < number(right);
    case "<=":
      return number(left) <= number(right);
    case ">":
      return number(left) > number(right);
    case ">=":
      return number(left) >= number(right);
    case "+":
      return number(left) + number(right);
    case "-":
      return number(left) - number(right);
    case "*":
      return number(left) * number(right);
    case "/":
      return number(left) / number(right);
    case "%":
      return number(left) % number(right);
  }
}

function comprehension(
  expression: ForExpression,
  over: Value,
  inner: (part: Expression, names: Locals) => Value,
): Value {
  if (over instanceof Unresolved) return over.derived();
  if (!isList(over) && !isRecord(over)) throw refused(`a for over ${describe(over)}`);
  const elements: (readonly [Value, Value])[] = isList(over) ? [...over.entries()] : Object.entries(over);
  const list: Value[] = [];
  const entries: (readonly [Value, Value])[] = [];
  for (const [key, item] of elements) {
    const [first, second] = expression.names as readonly [string, string | undefined];
    const names = second === undefined ? { [first]: item } : { [first]: key, [second]: item };
    const kept = expression.condition ? inner(expression.condition, names) : true;
    if (kept instanceof Unresolved) return kept.derived();
    if (!truth(kept)) continue;
    const value = inner(expression.value, names);
    if (expression.key) entries.push([inner(expression.key, names), value]);
    else list.push(value);
  }
  if (!expression.key) return list;
  return expression.grouped ? record(grouped(entries)) : record(entries);
}

function grouped(entries: readonly (readonly [Value, Value])[]): (readonly [Value, Value])[] {
  const groups = new Map<Value, Value[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return [...groups];
}

function truth(value: Value): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw refused(`${describe(value)} where true or false was expected`);
}

function number(value: Value): number {
  const converted = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof converted === "number" && !Number.isNaN(converted)) return converted;
  throw refused(`${describe(value)} where a number was expected`);
}

function refused(what: string): TerraformError {
  return new TerraformError("EXPRESSION_MALFORMED", what);
}
