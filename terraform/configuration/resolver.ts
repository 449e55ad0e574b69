import { TerraformError } from "../error";
import { evaluate, type Scope } from "../expression/evaluate";
import { parseTemplate } from "../expression/template";
import {
  isList,
  isRecord,
  opened,
  textOf,
  Unresolved,
  type Value,
  type ValueRecord,
} from "../expression/value";
import { assigned, assignedNames, type Self } from "../identifiers";
import { afterApply, argumentNames, dynamicIn } from "./block-arguments";
import { dataAttribute, dataNames } from "./data";
import { type Instances, instancesOf } from "./instances";
import { References } from "./references";
import type { Block, Instance, Json, JsonObject, Stack } from "./stack";

/** What the configuration has beside its blocks. */
export interface Surroundings {
  /** The module that a call names, as a stack of its own; undefined where it is not at hand. */
  module?(source: string, from: Stack, as: Pick<Stack, "call" | "prefix">): Stack | undefined;
  /** The text of a file, by its path from the folder of a stack. */
  file?(path: string, from: Stack): string | undefined;
  /** Stands in for a region that is not told. */
  readonly region?: string;
}

type Locals = Readonly<Record<string, Value>>;

/** Works out the values of stacks: each argument once, when it is first asked for. */
export class Resolver {
  private readonly known = new Map<string, Value>();
  private readonly under = new Set<string>();
  private readonly instances = new Map<object, Instances<Block>>();
  private readonly found = new Map<string, ReadonlyMap<Value, { stack: Stack; block: Block }>>();
  private readonly called = new Map<string, Instances<Stack | undefined>>();

  private readonly references = new References(this);

  constructor(
    readonly stacks: readonly Stack[],
    readonly accountId: string,
    private readonly surroundings: Surroundings = {},
  ) {}

  /** The blocks that one with for_each or count stands for; itself, where it has neither. */
  blocksOf(stack: Stack, block: Block): Instances<Block> {
    const known = this.instances.get(block);
    if (known) return known;
    const made = instancesOf(
      block.body,
      (json) => this.json(stack, json),
      (suffix, instance) => ({
        ...block,
        address: `${block.address}${suffix}`,
        ...(instance && { instance }),
      }),
    );
    this.instances.set(block, made);
    return made;
  }

  /** The modules that a call stands for, each as a stack; undefined in place of one that is not at hand. */
  modulesOf(stack: Stack, name: string): Instances<Stack | undefined> {
    const body = stack.modules.get(name);
    if (!body)
      throw new TerraformError(
        "reference-missing",
        `module.${name} is referred to, and not declared`,
        stack.name,
      );
    const address = `${stack.prefix}module.${name}`;
    const known = this.called.get(address);
    if (known) return known;
    const made = instancesOf(
      body,
      (json) => this.json(stack, json),
      (suffix, instance) => {
        const prefix = `${address}${suffix}.`;
        const call = { stack, body, ...(instance && { instance }) };
        return this.surroundings.module?.(String(body.source), stack, { prefix, call });
      },
    );
    this.called.set(address, made);
    return made;
  }

  /** All arguments of a block and, of a resource, what AWS assigns. */
  valuesOf(stack: Stack, block: Block): ValueRecord {
    const names = [...argumentNames(block), ...this.computedNames(block)];
    const values = Object.fromEntries(names.map((name) => [name, this.attribute(stack, block, name)]));
    return opened(values, (name) => afterApply(block, name));
  }

  /** One attribute of a block: an argument, or what AWS assigns. */
  attribute(stack: Stack, block: Block, name: string): Value {
    return this.once(`${block.address}.${name}`, block.address, () => {
      const argument = block.body[name];
      const dynamic = dynamicIn(block.body)?.[name];
      if (dynamic) return this.blocks(stack, argument ?? [], name, dynamic, block.instance);
      if (argument !== undefined && argument !== null) return this.json(stack, argument, block.instance);
      const self = this.self(stack, block);
      const value = block.mode === "data" ? dataAttribute(self, name) : assigned(self, name);
      return value ?? (argument === null ? null : afterApply(block, name));
    });
  }

  /** Blocks written out beside those that `dynamic` makes. */
  private blocks(
    stack: Stack,
    written: Json,
    name: string,
    dynamics: readonly JsonObject[],
    instance?: Instance,
    locals: Locals = {},
  ): Value {
    const fixed = this.json(stack, written, instance, locals);
    if (fixed instanceof Unresolved) return fixed.derived();
    const blocks: Value[] = isList(fixed) ? [...fixed] : [fixed];
    for (const { content, for_each: over, iterator, labels } of dynamics) {
      const items = this.json(stack, over ?? null, instance, locals);
      if (items instanceof Unresolved) return items.derived();
      if (labels !== undefined || (!isList(items) && !isRecord(items)))
        return new Unresolved(`a dynamic block ${name} is not evaluated`);
      const label = typeof iterator === "string" ? iterator.replace(/^\$\{(.*)\}$/, "$1") : name;
      const [body = null] = isList(content as Value) ? (content as Json[]) : [content as Json];
      for (const [key, value] of Object.entries(items))
        blocks.push(
          this.json(stack, body, instance, {
            ...locals,
            [label]: { key: isList(items) ? value : key, value },
          }),
        );
    }
    return blocks;
  }

  /** The region of a stack's resources, or of one that names another provider configuration. */
  regionOf(stack: Stack, block?: Block): Value {
    const chosen = block?.body.provider;
    const alias = typeof chosen === "string" ? chosen.split(".")[1] : undefined;
    const provider = stack.providers.find((candidate) => candidate.alias === alias);
    const region = block?.body.region ?? provider?.region;
    const untold = this.surroundings.region;
    if (region === undefined || region === null) {
      if (stack.call) return this.regionOf(stack.call.stack);
      return untold ?? new Unresolved(`${stack.name}: the AWS provider has no region`);
    }
    return this.once(`${stack.prefix}provider.${alias ?? ""}.${JSON.stringify(region)}`, stack.name, () => {
      const told = this.json(stack, region, block?.instance);
      return told instanceof Unresolved ? (untold ?? told) : told;
    });
  }

  output(stack: Stack, name: string): Value | undefined {
    const output = stack.outputs[name];
    if (typeof output !== "object" || output === null || !("value" in output)) return undefined;
    const address = `${stack.prefix}output.${name}`;
    return this.once(address, address, () => this.json(stack, output.value as Json));
  }

  /** Works out every output, so that one which leads to nothing is found. */
  checkOutputs(stack: Stack): void {
    for (const name of Object.keys(stack.outputs)) this.output(stack, name);
  }

  /** A resource of any stack by an attribute's value, as `id`. */
  find(type: string, name: string, value: Value): Self | undefined {
    if (value instanceof Unresolved) return undefined;
    const key = `${type}.${name}`;
    const index = this.found.get(key) ?? this.index(type, name);
    this.found.set(key, index);
    const found = index.get(value);
    return found && this.self(found.stack, found.block);
  }

  private index(type: string, name: string): ReadonlyMap<Value, { stack: Stack; block: Block }> {
    const index = new Map<Value, { stack: Stack; block: Block }>();
    for (const stack of this.stacks)
      for (const declared of stack.blocks.values())
        if (declared.mode === "resource" && declared.type === type)
          for (const block of this.blocksOf(stack, declared).byKey.values())
            index.set(this.attribute(stack, block, name), { stack, block });
    return index;
  }

  private self(stack: Stack, block: Block): Self {
    return {
      type: block.type,
      address: block.address,
      accountId: this.accountId,
      region: () => this.regionOf(stack, block),
      has: (name) => (block.body[name] ?? dynamicIn(block.body)?.[name] ?? null) !== null,
      get: (name) => this.attribute(stack, block, name),
      find: (type, name, value) => this.find(type, name, value),
    };
  }

  private computedNames(block: Block): readonly string[] {
    const names = block.mode === "data" ? dataNames(block.type) : assignedNames(block.type);
    return names.filter((name) => block.body[name] === undefined);
  }

  /** A value of the document: texts are templates, and so are the keys of maps. */
  json(stack: Stack, json: Json, instance?: Instance, locals: Locals = {}): Value {
    const inner = (part: Json) => this.json(stack, part, instance, locals);
    if (typeof json === "string") return evaluate(parseTemplate(json), this.scope(stack, instance), locals);
    if (typeof json !== "object" || json === null) return json;
    if (Array.isArray(json)) return json.map(inner);
    const entries: [string, Value][] = [];
    const dynamic = dynamicIn(json as JsonObject);
    for (const [name, of] of Object.entries(dynamic ?? {})) {
      const written = (json as JsonObject)[name] ?? [];
      entries.push([name, this.blocks(stack, written, name, of, instance, locals)]);
    }
    for (const [key, value] of Object.entries(json)) {
      if (dynamic && (key === "dynamic" || key in dynamic)) continue;
      const name = inner(key);
      if (name instanceof Unresolved) return name.derived();
      entries.push([textOf(name) ?? key, inner(value)]);
    }
    return Object.fromEntries(entries);
  }

  private scope(stack: Stack, instance?: Instance): Scope {
    return {
      reference: (path) => this.references.reference(stack, path, instance),
      call: (name, args) => this.readFile(stack, name, args),
    };
  }

  /** file() and templatefile(), where the file is at hand. */
  private readFile(stack: Stack, name: string, [path, variables = {}]: readonly Value[]): Value | undefined {
    if ((name !== "file" && name !== "templatefile") || typeof path !== "string") return undefined;
    const text = this.surroundings.file?.(path, stack);
    if (text === undefined || name === "file") return text;
    return evaluate(parseTemplate(text), this.scope(stack), isRecord(variables) ? variables : {});
  }

  /** A value that is worked out when it is first asked for, under its own name. */
  once(key: string, address: string, work: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.under.has(key)) {
      const cycle = [...this.under, key];
      throw new TerraformError(
        "reference-cycle",
        `it refers to itself: ${cycle.slice(cycle.indexOf(key)).join(" → ")}`,
        address,
      );
    }
    this.under.add(key);
    try {
      const worked = work();
      // What is made from an unknown value is a value of its own from here on.
      const isNew = worked instanceof Unresolved && worked.is === undefined;
      const value = isNew ? new Unresolved(worked.unknown, key) : worked;
      this.known.set(key, value);
      return value;
    } catch (error) {
      throw error instanceof TerraformError ? error.at(address) : error;
    } finally {
      this.under.delete(key);
    }
  }
}
