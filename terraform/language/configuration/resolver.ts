import { TerraformError } from "../../error";
import { assignedNames } from "../../types";
import { opened, own, Unresolved, type Value, type ValueRecord } from "../expression";
import { assigned, type Self } from "./assigned";
import { afterApply, argumentNames, dynamicIn } from "./block-arguments";
import { dataAttribute, dataNames } from "./data";
import { Expressions } from "./expressions";
import { InputsOf } from "./inputs";
import { type Instances, instancesOf } from "./instances";
import { Lookup } from "./lookup";
import { Memo } from "./memo";
import { type Provider, providerOf, sameAccount } from "./providers";
import { References } from "./references";
import type { Resolution } from "./resolution";
import type { Block, Instance, Json, Stack } from "./stack";

/** The surroundings of a configuration. */
export interface Surroundings {
  /** The module that a call names, as a stack of its own; undefined where it is not available. */
  module?(source: string, from: Stack, as: Pick<Stack, "call" | "prefix">): Stack | undefined;
  /** Stands in for a variable that nothing declares; without it, that is an error. */
  undeclared?(name: string, stack: Stack): Value;
  /** `terraform.workspace`. Default `default`, Terraform's own default. */
  readonly workspace?: Value;
  /** `path.module` of a stack; default the root, `.`. */
  folder?(stack: Stack): string;
  /** The text of a file, by its path from the root. */
  file?(path: string): string | undefined;
  /** Stands in for a region that is not known. */
  readonly region?: string;
}

/** A configuration that is evaluated together with others, as one system. */
export interface Root {
  readonly stack: Stack;
  readonly surroundings?: Surroundings;
}

/** Evaluates the values of stacks, each argument once, when it is first read. */
export class Resolver implements Resolution {
  readonly stacks: readonly Stack[];
  private readonly instances = new Map<object, Instances<Block>>();
  private readonly called = new Map<string, Instances<Stack | undefined>>();
  private readonly lookup = new Lookup(this);
  readonly memo = new Memo();
  private readonly expressions: Expressions;
  /** Says what unknown values are made of. */
  readonly inputs: InputsOf;

  private readonly surroundings: ReadonlyMap<Stack, Surroundings>;

  constructor(
    roots: readonly Root[],
    readonly accountId: string,
  ) {
    this.stacks = roots.map(({ stack }) => stack);
    this.surroundings = new Map(roots.map(({ stack, surroundings = {} }) => [stack, surroundings]));
    const references = new References(this);
    this.expressions = new Expressions(references, (path, stack) => this.around(stack).file?.(path));
    this.inputs = new InputsOf(this, references);
  }

  /** @throws TerraformError `REFERENCE_MISSING` */
  undeclaredVariable(stack: Stack, name: string): Value {
    const standIn = this.around(stack).undeclared?.(name, stack);
    if (standIn !== undefined) return standIn;
    throw new TerraformError("REFERENCE_MISSING", `var.${name} is not declared in ${stack.name}`);
  }

  workspaceOf(stack: Stack): Value {
    return this.around(stack).workspace ?? "default";
  }

  folderOf(stack: Stack): string {
    return this.around(stack).folder?.(stack) ?? ".";
  }

  value(stack: Stack, json: Json, instance?: Instance): Value {
    return this.expressions.value(stack, json, instance);
  }

  blocksOf(stack: Stack, block: Block): Instances<Block> {
    const known = this.instances.get(block);
    if (known) return known;
    const made = instancesOf(
      block.body,
      (json) => this.value(stack, json),
      (suffix, instance) => ({
        ...block,
        address: `${block.address}${suffix}`,
        ...(instance && { instance }),
      }),
    );
    this.instances.set(block, made);
    return made;
  }

  modulesOf(stack: Stack, name: string): Instances<Stack | undefined> {
    const body = stack.modules.get(name);
    if (!body)
      throw new TerraformError(
        "REFERENCE_MISSING",
        `module.${name} is referred to, and not declared`,
        stack.name,
      );
    const address = `${stack.prefix}module.${name}`;
    const known = this.called.get(address);
    if (known) return known;
    const made = instancesOf(
      body,
      (json) => this.value(stack, json),
      (suffix, instance) => {
        const prefix = `${address}${suffix}.`;
        const call = { stack, body, ...(instance && { instance }) };
        return this.around(stack).module?.(String(body.source), stack, { prefix, call });
      },
    );
    this.called.set(address, made);
    return made;
  }

  valuesOf(stack: Stack, block: Block): ValueRecord {
    const names = [...argumentNames(block), ...this.computedNames(block)];
    const values = Object.fromEntries(names.map((name) => [name, this.attribute(stack, block, name)]));
    return opened(values, (name) => afterApply(block, name));
  }

  /** One attribute of a block: an argument, or what AWS assigns. */
  attribute(stack: Stack, block: Block, name: string): Value {
    return this.memo.once(`${block.address}.${name}`, block.address, () => {
      const argument = own(block.body, name);
      const dynamic = own(dynamicIn(block.body), name);
      if (dynamic) return this.expressions.blocks(stack, argument ?? [], name, dynamic, block.instance);
      if (argument !== undefined && argument !== null) return this.value(stack, argument, block.instance);
      // The account of another provider is not known.
      if (block.type === "aws_caller_identity" && !sameAccount(providerOf(stack, block), providerOf(stack)))
        return afterApply(block, name);
      const self = this.self(stack, block);
      const value = block.mode === "data" ? dataAttribute(self, name) : assigned(self, name);
      return value ?? (argument === null ? null : afterApply(block, name));
    });
  }

  /** The region of a stack's resources, or of one that names another provider configuration. */
  regionOf(stack: Stack, block?: Block): Value {
    const own = block?.body.region ?? undefined;
    if (block && own !== undefined)
      return this.memo.once(`${block.address}, region`, block.address, () =>
        this.value(stack, own, block.instance),
      );
    const provider = providerOf(stack, block);
    const region = provider.config?.region;
    const standIn = this.standInFor(provider);
    if (region === undefined || region === null)
      return standIn ?? new Unresolved(`${stack.name}: the AWS provider has no region`);
    return this.memo.once(`${provider.stack.prefix}provider.${provider.name}`, stack.name, () => {
      const known = this.value(provider.stack, region);
      return known instanceof Unresolved ? (standIn ?? known) : known;
    });
  }

  /** Stands in for a region that is not known: one for each provider. */
  private standInFor({ name, stack }: Provider): string | undefined {
    const { region } = this.around(stack);
    return region === undefined || name === "aws" ? region : `${region.replace(/\)$/, "")} of ${name})`;
  }

  output(stack: Stack, name: string): Value | undefined {
    const output = own(stack.outputs, name);
    if (typeof output !== "object" || output === null || !("value" in output)) return undefined;
    const address = `${stack.prefix}output.${name}`;
    return this.memo.once(address, address, () => this.value(stack, output.value as Json));
  }

  /** Evaluates every output, so that one with a missing reference is found. */
  checkOutputs(stack: Stack): void {
    for (const name of Object.keys(stack.outputs)) this.output(stack, name);
  }

  /** The surroundings of a root, for its modules too. */
  private around(stack: Stack): Surroundings {
    return stack.call ? this.around(stack.call.stack) : (this.surroundings.get(stack) ?? {});
  }

  private self(stack: Stack, block: Block): Self {
    return {
      type: block.type,
      address: block.address,
      accountId: this.accountId,
      region: () => this.regionOf(stack, block),
      names: () => argumentNames(block),
      has: (name) => (own(block.body, name) ?? own(dynamicIn(block.body), name) ?? null) !== null,
      get: (name) => this.attribute(stack, block, name),
      find: (type, name, value) => {
        const found = this.lookup.find(type, name, value);
        return found && this.self(found.stack, found.block);
      },
    };
  }

  private computedNames(block: Block): readonly string[] {
    const names = block.mode === "data" ? dataNames(block.type) : assignedNames(block.type);
    return names.filter((name) => own(block.body, name) === undefined);
  }
}
