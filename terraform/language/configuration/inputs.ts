import {
  type Expression,
  evaluate,
  type Inputs,
  isList,
  isRecord,
  own,
  parseTemplate,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
  withInputs,
} from "../expression";
import { argumentsOf } from "./block-arguments";
import { digest, stable, staticPath } from "./inputs-text";
import { type Files, namesFiles } from "./named-files";
import type { References } from "./references";
import type { Resolution } from "./resolution";
import type { Block, Instance, Json, JsonObject, Stack } from "./stack";
import { WrittenFiles } from "./written-files";

/** Where an expression is read. */
interface Place {
  readonly stack: Stack;
  readonly instance?: Instance | undefined;
}

/** Functions that read a file, or its digest. */
const READS_FILE = /^(template)?file/;
/** References in a text that is not read as an expression. */
const REFERENCE = /\b(?:var|local|data|module|each|aws_\w+)\.[\w-]+(?:\.[\w-]+)*/g;

/** Identity of a resource that AWS assigns: it does not follow from the resource's arguments. */
const IDENTITY = /^(id|arn|name|dns_name|endpoint|url|unique_id|domain)$|_(arn|id)$/;

/**
 * Says of unknown values what they are made of. What is known counts by its value, and what is not by its definition, so
 * that an expression that is written otherwise, or a local that is renamed, makes no difference where it is known.
 */
export class InputsOf {
  private readonly known = new Map<string, string>();
  private readonly under = new Set<string>();
  /** What resources write to the files that others name. */
  readonly written: WrittenFiles;

  constructor(
    private readonly values: Resolution,
    private readonly references: References,
    private readonly filesOf: (stack: Stack) => Files,
  ) {
    this.written = new WrittenFiles(
      values,
      filesOf,
      (stack, block) => this.of({ stack, instance: block.instance }, argumentsOf(block)).all,
    );
  }

  /** The values of a block, each unknown one with its inputs. */
  marked(stack: Stack, { body, instance }: Block, values: ValueRecord): ValueRecord {
    const place = { stack, instance };
    const entries = Object.entries(values).map(([name, value]) => {
      const written = own(body, name) ?? own(own(body, "dynamic") as JsonObject | undefined, name);
      return [name, written === undefined ? value : this.mark(place, written, value)] as const;
    });
    return Object.fromEntries(entries);
  }

  /** The inputs of a part of a document. */
  of(place: Place, json: Json): Inputs {
    const unknown: string[] = [];
    const all = this.json(place, json, unknown);
    return { all: digest(all), unknown: digest([...new Set(unknown)].sort().join("\n")) };
  }

  private mark(place: Place, json: Json, value: Value): Value {
    if (value instanceof Unresolved) return withInputs(value.from(value.is), () => this.of(place, json));
    if (!unresolvedIn(value)) return value;
    if (isList(value)) {
      const items = Array.isArray(json) && json.length === value.length ? (json as Json[]) : undefined;
      return value.map((item, index) => this.mark(place, items ? (items[index] as Json) : json, item));
    }
    const written = isRecord(json as Value) ? (json as JsonObject) : undefined;
    return Object.fromEntries(
      Object.entries(value as ValueRecord).map(([key, item]) => {
        const part = written && own(written, key);
        return [key, this.mark(place, part === undefined ? json : part, item)];
      }),
    );
  }

  private json(place: Place, json: Json, unknown: string[]): string {
    if (typeof json === "string") return this.text(place, json, unknown);
    if (typeof json !== "object" || json === null) return String(json);
    if (Array.isArray(json)) return `[${json.map((item) => this.json(place, item, unknown)).join()}]`;
    const entries = Object.entries(json as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${this.text(place, key, unknown)}:${this.json(place, item, unknown)}`).join()}}`;
  }

  private text(place: Place, text: string, unknown: string[]): string {
    try {
      return this.expression(place, parseTemplate(text), unknown);
    } catch {
      return JSON.stringify(text);
    }
  }

  private expression(place: Place, expression: Expression, unknown: string[]): string {
    const path = staticPath(expression);
    if (path) return this.reference(place, path, unknown);
    const inner = (part: unknown): string => {
      if (Array.isArray(part)) return `[${part.map(inner).join()}]`;
      if (typeof part !== "object" || part === null) return JSON.stringify(part) ?? "";
      if ("kind" in part) return this.expression(place, part as Expression, unknown);
      return `{${Object.entries(part).map(([name, item]) => `${name}:${inner(item)}`)}}`;
    };
    const parts = Object.entries(expression).map(([name, part]) => `${name}:${inner(part)}`);
    return `{${parts.join()}${this.besides(place, expression, unknown)}}`;
  }

  /** What an expression depends on, and its parts do not say: the file that a function reads, names in a directive. */
  private besides(place: Place, expression: Expression, unknown: string[]): string {
    if (expression.kind === "opaque")
      return [...expression.text.matchAll(REFERENCE)]
        .map(([path]) => this.reference(place, path.split("."), unknown))
        .join();
    if (expression.kind !== "call" || !READS_FILE.test(expression.name)) return "";
    const path = this.pathIn(place, expression.args[0]);
    return (path === undefined ? undefined : this.filesOf(place.stack).digest?.(path)) ?? "";
  }

  private pathIn({ instance, stack }: Place, path: Expression | undefined): string | undefined {
    if (!path) return undefined;
    try {
      const reference = (names: readonly string[]) => this.references.reference(stack, names, instance);
      const value = evaluate(path, { reference });
      return typeof value === "string" ? value : undefined;
    } catch {
      return undefined;
    }
  }

  private reference(place: Place, path: readonly string[], unknown: string[]): string {
    const value = this.valueOf(place, path);
    if (value !== undefined && !unresolvedIn(value)) return `=${stable(value)}`;
    const defined = this.definition(place, path);
    unknown.push(defined);
    return defined;
  }

  /** The value behind a path; undefined where nothing has it, as of the variable of a `for`. */
  private valueOf({ instance, stack }: Place, path: readonly string[]): Value | undefined {
    try {
      const { used, value } = this.references.reference(stack, path, instance);
      let at: Value | undefined = value;
      for (const key of path.slice(used)) {
        if (at instanceof Unresolved) return at;
        at = typeof at === "object" && at !== null ? (at as Record<string, Value>)[key] : undefined;
      }
      return at;
    } catch {
      return undefined;
    }
  }

  private definition(place: Place, path: readonly string[]): string {
    const key = [place.stack.prefix, place.instance?.key, ...path].join(" ");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.under.has(key)) return path.join(".");
    this.under.add(key);
    const text = this.defined(place, path);
    this.under.delete(key);
    const made = digest(text);
    this.known.set(key, made);
    return made;
  }

  private defined({ instance, stack }: Place, path: readonly string[]): string {
    const [root = "", name = ""] = path;
    const shown = path.join(".");
    const inner = (at: Place, json: Json | undefined) => (json === undefined ? "" : this.json(at, json, []));
    switch (root) {
      case "var": {
        const given = stack.call && own(stack.call.body, name);
        if (stack.call && given !== undefined) return inner(stack.call, given);
        const declared = own(stack.variables, name);
        const { default: fallback, type } = (declared ?? {}) as JsonObject;
        // Defaults of optional attributes are in the type.
        return fallback === undefined
          ? shown
          : `${inner({ stack }, fallback)} ${JSON.stringify(type ?? null)}`;
      }
      case "local":
        return inner({ stack }, own(stack.locals, name));
      case "each":
      case "count":
        return `${shown} ${instance ? `${stable(instance.key)} ${stable(instance.value)}` : ""}`;
      case "module":
        return `${shown} ${inner({ stack }, stack.modules.get(name))} ${this.outputs(stack, name, path)}`;
      default:
        return this.ofBlock(stack, path);
    }
  }

  /** The outputs that a path may mean, of every instance of a module that is available. */
  private outputs(stack: Stack, name: string, path: readonly string[]): string {
    if (!stack.modules.has(name)) return "";
    const found = [...this.values.modulesOf(stack, name).byKey.values()].flatMap((module) => {
      const output = path.slice(2).find((part) => module && own(module.outputs, part) !== undefined);
      if (!module || output === undefined) return [];
      const { value } = own(module.outputs, output) as JsonObject;
      return [this.json({ stack: module }, value ?? null, [])];
    });
    return found.join();
  }

  /** Of an argument its expression, of a data source all that it is asked by. */
  private ofBlock(stack: Stack, path: readonly string[]): string {
    const length = path[0] === "data" ? 3 : 2;
    const block = stack.blocks.get(path.slice(0, length).join("."));
    const shown = path.join(".");
    if (!block) return shown;
    const { count, for_each: each } = block.body;
    const body = argumentsOf(block);
    const repeated = this.json({ stack }, [count ?? null, each ?? null], []);
    const argument = path.slice(length).find((part) => own(body, part) !== undefined);
    if (argument !== undefined)
      return `${shown} ${repeated} ${this.json({ stack }, body[argument] as Json, [])}`;
    const files = namesFiles(block.type) ? this.filesIn(stack, block) : "";
    if (block.mode === "resource" && path.slice(length).some((part) => IDENTITY.test(part))) return shown;
    return `${shown.slice(shown.indexOf(block.type))} ${repeated} ${this.json({ stack }, body, [])} ${files}`;
  }

  private filesIn(stack: Stack, block: Block): string {
    try {
      return this.written.says(stack, block);
    } catch {
      return "";
    }
  }
}
