import { TerraformError } from "../../error";
import { Budget } from "./budget";
import { comprehension } from "./comprehension";
import { conditional } from "./conditional";
import { record, step } from "./elements";
import { callFunction } from "./functions";
import { binary, logical, unary } from "./operators";
import type { Expression } from "./syntax/ast";
import { parseTemplate } from "./syntax/template";
import { joined, splat } from "./texts";
import {
  describe,
  isList,
  isRecord,
  refused,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "./value";

/** What the names of an expression stand for. */
export interface Scope {
  /**
   * The value behind a reference such as `["aws_iam_role", "admin", "arn"]`, of which it may take any number
   * of leading names; `used` says how many.
   *
   * @throws TerraformError `REFERENCE_MISSING`, `REFERENCE_CYCLE`
   */
  reference(path: readonly string[]): { readonly value: Value; readonly used: number };
  /** The files that functions may read; without it, none. */
  readonly files?: Files;
  /** Counts the work of a whole configuration; default one for each expression. */
  readonly budget?: Budget;
}

export interface Files {
  /** The text of a file, by its path from the root; undefined where it is not available. */
  text(path: string): string | undefined;
  /**
   * The paths of all files below a folder, from there; undefined where they are not known. One that ends with a slash is a
   * folder whose files are not known.
   */
  below(folder: string): readonly string[] | undefined;
}

type Locals = Readonly<Record<string, Value>>;

/**
 * The value of an expression. A value that depends on an unknown value is unknown, and names it; so is one that takes
 * more work than a configuration needs.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED` where Terraform itself would refuse
 */
export function evaluate(expression: Expression, scope: Scope, locals: Locals = {}): Value {
  const budget = scope.budget ?? new Budget();
  return budget.bounded(() => new Evaluator({ ...scope, budget }).value(expression, locals));
}

/**
 * A template's text, with its own variables and no other names, as templatefile() and data.template_file have it.
 *
 * @throws TerraformError `REFERENCE_MISSING` for a name that is not among the variables
 */
export function renderTemplate(
  text: string,
  variables: ValueRecord,
  { budget, files }: Pick<Scope, "budget" | "files"> = {},
): Value {
  const reference = ([name]: readonly string[]): never => {
    throw new TerraformError("REFERENCE_MISSING", `a template names ${name}, which it is not given`);
  };
  return evaluate(
    parseTemplate(text),
    { reference, ...(budget && { budget }), ...(files && { files }) },
    variables,
  );
}

class Evaluator {
  constructor(private readonly scope: Scope & { readonly budget: Budget }) {}

  value(expression: Expression, locals: Locals): Value {
    return this.scope.budget.within(() => this.made(expression, locals));
  }

  private made(expression: Expression, locals: Locals): Value {
    const { budget } = this.scope;
    const inner = (part: Expression, names: Locals = locals) => this.value(part, names);
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "opaque":
        return new Unresolved(expression.text);
      case "template":
        return budget.keep(joined(expression.parts.map((part) => inner(part))));
      case "repeated": {
        const texts = inner(expression.each);
        return texts instanceof Unresolved ? texts.derived() : budget.keep(joined(texts as readonly Value[]));
      }
      case "name":
      case "attribute":
      case "index":
        return this.reference(expression, locals);
      case "splat":
        return budget.keep(
          splat(inner(expression.of), (item) => inner(expression.each, { ...locals, "": item })),
        );
      case "list":
        return budget.keep(expression.items.map((item) => inner(item)));
      case "object":
        return budget.keep(record(expression.entries.map(({ key, value }) => [inner(key), inner(value)])));
      case "call":
        return budget.keep(this.call(expression, inner));
      case "unary":
        return unary(expression.operator, inner(expression.operand));
      case "binary": {
        const { left, operator, right } = expression;
        if (operator === "&&" || operator === "||") return logical(operator, inner(left), () => inner(right));
        return binary(operator, inner(left), inner(right));
      }
      case "conditional":
        return conditional(inner(expression.test), [expression.then, expression.otherwise], inner);
      case "for": {
        const names = (own: Locals): Locals => ({ ...locals, ...own });
        return budget.keep(
          comprehension(expression, inner(expression.over), (part, own) => inner(part, names(own))),
        );
      }
    }
  }

  private reference(expression: Expression, locals: Locals): Value {
    const keys: Value[] = [];
    let root = expression;
    for (; root.kind === "attribute" || root.kind === "index"; root = root.of)
      keys.push(root.kind === "attribute" ? root.name : this.value(root.key, locals));
    keys.reverse();
    if (root.kind !== "name") return keys.reduce(step, this.value(root, locals));
    if (Object.hasOwn(locals, root.name)) return keys.reduce(step, locals[root.name] as Value);
    const odd = keys.findIndex((key) => textOf(key) === undefined);
    const known = odd < 0 ? keys : keys.slice(0, odd);
    const { value, used } = this.scope.reference([root.name, ...known.map((key) => textOf(key) ?? "")]);
    return keys.slice(used - 1).reduce(step, value);
  }

  private call(
    { args, name: written, spread }: Expression & { readonly kind: "call" },
    inner: (part: Expression) => Value,
  ): Value {
    const name = written.replace(/^core::/, "");
    if (name.startsWith("provider::")) return new Unresolved(`${name}(): functions of providers are not run`);
    if (name === "try") {
      const value = attempt(args, inner);
      return value === undefined ? failed(args, inner) : value;
    }
    if (name === "can") {
      const value = attempt(args, inner);
      return unresolvedIn(value)?.derived() ?? value !== undefined;
    }
    if (name === "templatestring" && !["name", "attribute", "index"].includes(args[0]?.kind ?? ""))
      throw refused("templatestring() takes a reference to a template");
    const values = args.map((arg) => inner(arg));
    const last = values.at(-1) ?? null;
    if (!spread) return this.callWith(name, values);
    if (last instanceof Unresolved) return last.derived();
    if (!isList(last)) throw refused(`${describe(last)} cannot be spread over the arguments of ${name}()`);
    return this.callWith(name, [...values.slice(0, -1), ...last]);
  }

  private callWith(name: string, args: readonly Value[]): Value {
    if (name !== "templatefile" && name !== "templatestring") return callFunction(name, args, this.scope);
    const [named, variables] = args;
    const text = name === "templatefile" ? callFunction("file", [named ?? null], this.scope) : named;
    if (text instanceof Unresolved) return text.derived();
    if (variables instanceof Unresolved) return variables.derived();
    if (typeof text !== "string" || !isRecord(variables)) throw refused(`${name}() of ${describe(text)}`);
    return renderTemplate(text, variables, this.scope);
  }
}

/** The first of the expressions that has a value; undefined where Terraform would refuse all of them. */
function attempt(args: readonly Expression[], inner: (part: Expression) => Value): Value | undefined {
  for (const arg of args) {
    try {
      const value = inner(arg);
      // An element of an unknown value may be one that is not there.
      return value instanceof Unresolved && value.is?.endsWith("]") ? value.derived() : value;
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
    }
  }
  return undefined;
}

/** The error of the last expression. */
function failed(args: readonly Expression[], inner: (part: Expression) => Value): Value {
  const last = args.at(-1);
  if (!last) throw refused("try() without an expression");
  return inner(last);
}
