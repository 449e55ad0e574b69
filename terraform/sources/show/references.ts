import { own } from "../../language/expression";
import type { ConfiguredExpression, ConfiguredModule, Expressions } from "./format";

/** An instance of a module, in which references are followed. */
export interface Scope {
  readonly module: ConfiguredModule;
  /** Prefix of addresses in it: `module.role["clerk"].`. Empty for the root. */
  readonly prefix: string;
  /** The call of the module, with the key of this instance. */
  readonly call?: { readonly expressions: Expressions; readonly scope: Scope; readonly each: Each };
}

/** What `each` and `count` mean where an expression stands. */
export interface Each {
  /** The key of the instance. */
  readonly key?: Key | undefined;
  /** The expression of for_each. */
  readonly over?: ConfiguredExpression | null | undefined;
}

export type Key = string | number;

/** A resource's attribute that a reference leads to. */
export interface Target {
  /** `module.role["clerk"].aws_iam_role.this` */
  readonly address: string;
  readonly type: string;
  /** Undefined where the plan does not contain the end of the reference, as after `[each.key]`. */
  readonly attribute?: string;
}

/**
 * The attribute that an expression refers to, if it has one reference that leads to one attribute of one resource,
 * directly or through variables and outputs of modules.
 *
 * @param each of the instance that the expression belongs to
 */
export function targetOf(
  expression: ConfiguredExpression,
  scope: Scope,
  each: Each = {},
): Target | undefined {
  const reference = singleReference(expression.references ?? [], each.key);
  return reference && follow(reference, scope, each);
}

/** The attributes that an expression depends on, with addresses, directly or through variables, outputs and data. */
export function originsOf(expression: ConfiguredExpression, scope: Scope): readonly string[] {
  const found = new Set<string>();
  gather(expression, scope, found, new Set());
  return [...found];
}

type Step = string | number;

/** `aws_x.y["k"].id` as `["aws_x", "y", "k", "id"]`, with the positions of keys. */
interface Reference {
  readonly steps: readonly Step[];
  /** Whether the plan does not contain the attribute after the key. */
  readonly open: boolean;
}

function parse(text: string): Step[] {
  return [...text.matchAll(/([\w-]+)|\[("(?:[^"\\]|\\.)*"|\d+)\]/g)].map(([, name, key]) => {
    return name ?? `[${key}]`;
  });
}

/** Terraform lists `a.b.c` together with `a.b`, and `x[each.key].c` as `x` and `each.key`. */
function singleReference(references: readonly string[], key: Key | undefined): Reference | undefined {
  const [first, ...rest] = references;
  if (first === undefined) return undefined;
  if (rest.every((other) => first.startsWith(other))) return { steps: parse(first), open: false };
  const isOwn = rest.length === 1 && (rest[0] === "each.key" || rest[0] === "count.index");
  if (!isOwn || key === undefined) return undefined;
  return { steps: [...parse(first), `[${JSON.stringify(key)}]`], open: true };
}

function follow({ open, steps }: Reference, scope: Scope, each: Each): Target | undefined {
  const [root, name] = steps as readonly string[];
  if (root === undefined || name === undefined) return undefined;
  if (root === "var") {
    const argument = own(scope.call?.expressions, name) as ConfiguredExpression | undefined;
    if (steps.length > 2 || !argument || !scope.call) return undefined;
    return targetOf(argument, scope.call.scope, scope.call.each);
  }
  if (root === "each" && name === "value") return ofEach(scope, each, steps.slice(2));
  if (["data", "local", "each", "count", "path", "terraform", "self"].includes(root)) return undefined;
  const index = String(steps[2] ?? "").startsWith("[") ? (steps[2] as string) : "";
  const after = steps.slice(index === "" ? 2 : 3);
  if (root === "module") return ofModule(scope, name, index, after, open, each.key);
  const [attribute, ...deeper] = after as string[];
  if (deeper.length > 0 || (attribute === undefined && !open)) return undefined;
  return {
    address: `${scope.prefix}${root}.${name}${index}`,
    type: root,
    ...(attribute !== undefined && { attribute }),
  };
}

/** `each.value.id` where for_each is over all instances of a resource: the one with the same key. */
function ofEach(
  scope: Scope,
  { key, over }: Each,
  [attribute, ...deeper]: readonly Step[],
): Target | undefined {
  const [type, name, ...others] = parse(over?.references?.[0] ?? "");
  const isResource = over?.references?.length === 1 && others.length === 0 && /^[a-z0-9]+_/.test(`${type}`);
  if (!isResource || key === undefined || attribute === undefined || deeper.length > 0) return undefined;
  return {
    address: `${scope.prefix}${type}.${name}[${JSON.stringify(key)}]`,
    type: `${type}`,
    attribute: `${attribute}`,
  };
}

function ofModule(
  scope: Scope,
  name: string,
  index: string,
  [output, ...deeper]: readonly Step[],
  open: boolean,
  key?: Key,
): Target | undefined {
  const inner = innerScope(scope, name, index, key);
  const outputs = inner?.module.outputs ?? {};
  // A module with a single output can only mean that one.
  const [only, second] = Object.keys(outputs);
  const wanted = output ?? (open && second === undefined ? only : undefined);
  const expression = wanted === undefined ? undefined : own(outputs, String(wanted))?.expression;
  if (!inner || !expression || deeper.length > 0) return undefined;
  return targetOf(expression, inner);
}

/** The scope of a module that this scope calls. */
export function innerScope(scope: Scope, name: string, index: string, key?: Key): Scope | undefined {
  const call = own(scope.module.module_calls, name);
  if (!call?.module) return undefined;
  const ownKey = index === "" ? key : keyIn(index);
  return {
    module: call.module,
    prefix: `${scope.prefix}module.${name}${index}.`,
    call: {
      expressions: call.expressions ?? {},
      scope,
      each: { key: ownKey, over: call.for_each_expression },
    },
  };
}

/** `clerk` of `["clerk"]`; undefined for what is no key. */
function keyIn(index: string): Key | undefined {
  try {
    const key: unknown = JSON.parse(index.slice(1, -1));
    return typeof key === "string" || typeof key === "number" ? key : undefined;
  } catch {
    return undefined;
  }
}

function gather(
  expression: ConfiguredExpression,
  scope: Scope,
  found: Set<string>,
  passed: Set<unknown>,
): void {
  if (passed.has(expression)) return;
  passed.add(expression);
  const references = expression.references ?? [];
  for (const reference of references) {
    if (references.some((other) => other !== reference && isPartOf(reference, other))) continue;
    const [root, name = "", third] = parse(reference) as string[];
    if (root === "var") {
      const argument = own(scope.call?.expressions, name) as ConfiguredExpression | undefined;
      if (argument && scope.call) gather(argument, scope.call.scope, found, passed);
    } else if (root === "module") {
      const index = third?.startsWith("[") ? third : "";
      const inner = innerScope(scope, name, index);
      for (const [output, { expression: of }] of Object.entries(inner?.module.outputs ?? {}))
        if (inner && of && (reference.endsWith(`.${output}`) || parse(reference).length === 2))
          gather(of, inner, found, passed);
    } else if (root === "data") {
      const address = `data.${name}.${third}`;
      const data = scope.module.resources?.find((candidate) => candidate.address === address);
      for (const part of expressionsIn(data?.expressions)) gather(part, scope, found, passed);
    } else if (!["local", "each", "count", "path", "terraform", "self"].includes(root ?? "")) {
      found.add(`${scope.prefix}${reference}`);
    }
  }
}

/** `aws_x.y` of `aws_x.y.id` and of `aws_x.y["k"].id`. */
function isPartOf(part: string, whole: string): boolean {
  return whole.startsWith(`${part}.`) || whole.startsWith(`${part}[`);
}

/** Every expression in blocks, at any depth. */
function* expressionsIn(value: unknown): Generator<ConfiguredExpression> {
  if (typeof value !== "object" || value === null) return;
  if ("references" in value) yield value as ConfiguredExpression;
  else for (const part of Object.values(value)) yield* expressionsIn(part);
}
