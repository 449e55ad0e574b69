import {
  Budget,
  type Expression,
  evaluate,
  type Files,
  type Interpolations,
  isList,
  isRecord,
  isSet,
  own,
  parseTemplate,
  type Scope,
  textOf,
  Unresolved,
  type Value,
} from "../expression";
import { dynamicIn } from "./block-arguments";
import type { References } from "./references";
import type { Instance, Json, JsonObject, Stack } from "./stack";

type Locals = Readonly<Record<string, Value>>;

/** Evaluates what a configuration's JSON says, in the scope of its stack. */
export class Expressions {
  /** Of all values of a system. */
  readonly budget: Budget;
  /** Each text is parsed once, whatever the number of instances. */
  private readonly parsed = new Map<string, Expression>();
  private readonly interpolations: Interpolations = new Map();

  /**
   * @param filesOf the files that functions of a stack may read
   * @param exceeded is told why a value takes too much work, and is unknown
   */
  constructor(
    private readonly references: References,
    private readonly filesOf: (stack: Stack) => Files,
    exceeded: (why: string) => void,
  ) {
    this.budget = new Budget(exceeded);
  }

  /** A value of the document: texts are templates, and so are the keys of maps. */
  value(stack: Stack, json: Json, instance?: Instance, locals: Locals = {}): Value {
    if (typeof json !== "object" || json === null) return this.text(stack, json, instance, locals);
    return this.budget.bounded(() =>
      this.budget.within(() => this.budget.keep(this.collection(stack, json, instance, locals))),
    );
  }

  private text(stack: Stack, json: Json, instance: Instance | undefined, locals: Locals): Value {
    if (typeof json === "number" && textOf(json) === undefined)
      return new Unresolved(`the number ${json} has more digits than are kept`);
    if (typeof json !== "string") return json as Value;
    // A text without templates stands for itself, as Terraform normalizes it.
    if (!json.includes("{")) return this.literal(json);
    const parsed = this.parsed.get(json) ?? parseTemplate(json, this.interpolations);
    this.parsed.set(json, parsed);
    return evaluate(parsed, this.scope(stack, instance), locals);
  }

  private literal(text: string): Value {
    return this.budget.bounded(() => this.budget.within(() => text.normalize()));
  }

  private collection(
    stack: Stack,
    json: readonly Json[] | JsonObject,
    instance: Instance | undefined,
    locals: Locals,
  ): Value {
    const inner = (part: Json) => this.value(stack, part, instance, locals);
    if (Array.isArray(json)) return json.map(inner);
    const entries: [string, Value][] = [];
    const dynamic = dynamicIn(json as JsonObject);
    for (const [name, of] of Object.entries(dynamic ?? {})) {
      const written = own(json as JsonObject, name) ?? [];
      entries.push([name, this.blocks(stack, written, name, of, instance, locals)]);
    }
    for (const [key, value] of Object.entries(json)) {
      if (dynamic && (key === "dynamic" || Object.hasOwn(dynamic, key))) continue;
      const name = inner(key);
      if (name instanceof Unresolved) return name.derived();
      entries.push([textOf(name) ?? key, inner(value)]);
    }
    return Object.fromEntries(entries);
  }

  /** Blocks written out beside those that `dynamic` makes. */
  blocks(
    stack: Stack,
    written: Json,
    name: string,
    dynamics: readonly JsonObject[],
    instance?: Instance,
    locals: Locals = {},
  ): Value {
    const fixed = this.value(stack, written, instance, locals);
    if (fixed instanceof Unresolved) return fixed.derived();
    const blocks: Value[] = isList(fixed) ? [...fixed] : [fixed];
    for (const { content, for_each: over, iterator, labels } of dynamics) {
      const items = this.value(stack, over ?? null, instance, locals);
      if (items instanceof Unresolved) return items.derived();
      if (labels !== undefined || (!isList(items) && !isRecord(items)))
        return new Unresolved(`a dynamic block ${name} is not evaluated`);
      const label = typeof iterator === "string" ? iterator.replace(/^\$\{(.*)\}$/, "$1") : name;
      const [body = null] = isList(content as Value) ? (content as Json[]) : [content as Json];
      for (const [key, value] of Object.entries(items)) {
        const item = { key: isSet(items) ? value : isList(items) ? Number(key) : key, value };
        blocks.push(this.value(stack, body, instance, { ...locals, [label]: item }));
      }
    }
    return blocks;
  }

  private scope(stack: Stack, instance?: Instance): Scope {
    return {
      reference: (path) => this.references.reference(stack, path, instance),
      files: this.filesOf(stack),
      budget: this.budget,
    };
  }
}
