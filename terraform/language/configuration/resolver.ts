import { TerraformError, withoutPlace } from "../../error";
import { assignedNames } from "../../types";
import { opened, own, Unresolved, type Value, type ValueRecord } from "../expression";
import { Accounts } from "./accounts";
import { AppliedLookup } from "./applied-lookup";
import type { AppliedRoot } from "./applied-root";
import { assigned, type Self } from "./assigned";
import { afterApply, argumentNames, dynamicIn, isComputed, withAssigned } from "./block-arguments";
import { dataAttribute, dataNames } from "./data";
import { Expressions } from "./expressions";
import { type Weight, weightOf } from "./influence";
import { InputsOf } from "./inputs";
import {
  InstanceBudget,
  type Instances,
  instancesOf,
  only,
  repeatedBy,
  sizeOf,
  uncertain,
} from "./instances";
import { Lookup } from "./lookup";
import { Memo } from "./memo";
import type { MissingOutput } from "./missing-outputs";
import type { Problems } from "./problems";
import { References } from "./references";
import { regionOf } from "./regions";
import type { Resolution } from "./resolution";
import type { Block, Instance, Json, Stack } from "./stack";
import type { Root, Surroundings } from "./surroundings";

/** Evaluates the values of stacks, each argument once, when it is first read. */
export class Resolver implements Resolution {
  readonly stacks: readonly Stack[];
  readonly strict: boolean;
  readonly accounts: Accounts;
  /** Says what unknown values are made of. */
  readonly inputs: InputsOf;
  /** Outputs of states that are not given, by what their unknown values say. */
  readonly missing: ReadonlyMap<string, MissingOutput>;
  private readonly surroundings: ReadonlyMap<Stack, Surroundings>;
  private readonly instances = new Map<object, Instances<Block>>();
  private readonly called = new Map<string, Instances<Stack | undefined>>();
  private readonly lookup = new Lookup(this);
  private readonly appliedLookup: AppliedLookup;
  private readonly memo = new Memo();
  /** Of each block by name: many resources refer to the same few attributes. */
  private readonly attributes = new Map<Block, Map<string, Value>>();
  private readonly expressions: Expressions;
  private readonly budget = new InstanceBudget();

  constructor(
    roots: readonly Root[],
    accountId: string,
    private readonly problems: Problems,
    readonly applied: readonly AppliedRoot[] = [],
  ) {
    this.stacks = roots.map(({ stack }) => stack);
    this.strict = problems.strict;
    this.appliedLookup = new AppliedLookup(applied);
    this.surroundings = new Map(roots.map(({ stack, surroundings = {} }) => [stack, surroundings]));
    this.accounts = new Accounts(this, accountId);
    const references = new References(this);
    this.missing = references.remoteStates.missing;
    const filesOf = (stack: Stack) => {
      const { file, filesBelow } = this.around(stack);
      return { text: (path: string) => file?.(path), below: (folder: string) => filesBelow?.(folder) };
    };
    this.expressions = new Expressions(references, filesOf, (why) => problems.tooMuch(why));
    this.inputs = new InputsOf(this, references, (stack) => this.around(stack));
  }

  /** @throws TerraformError `REFERENCE_MISSING`, of a strict reader */
  undeclaredVariable(stack: Stack, name: string): Value {
    const address = `${stack.prefix}var.${name}`;
    this.problems.add(
      new TerraformError("REFERENCE_MISSING", `var.${name} is not declared in ${stack.name}`, address),
      "a file may be missing here, and what it makes is not read",
    );
    return new Unresolved(`${address}: nothing declares it`, address);
  }

  workspaceOf(stack: Stack): Value {
    return this.around(stack).workspace ?? "default";
  }

  locationOf(stack: Stack): string | undefined {
    return this.around(stack).location;
  }

  folderOf(stack: Stack): string {
    return this.around(stack).folder?.(stack) ?? ".";
  }

  value(stack: Stack, json: Json, instance?: Instance): Value {
    return this.expressions.value(stack, json, instance);
  }

  once(key: string, address: string, work: () => Value, weight: Weight = "none"): Value {
    const failed = this.problems.strict ? undefined : (error: TerraformError) => this.failure(error, weight);
    return this.memo.once(key, address, work, failed);
  }

  blocksOf(stack: Stack, block: Block): Instances<Block> {
    const known = this.instances.get(block);
    if (known) return known;
    const make = (suffix: string, instance?: Instance): Block =>
      instance ? { ...block, address: `${block.address}${suffix}`, instance } : block;
    const made = this.made(stack, block, make);
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
    const open = (suffix: string, instance?: Instance) => {
      const prefix = `${address}${suffix}.`;
      const call = { stack, body, ...(instance && { instance }) };
      return this.around(stack).module?.({ name, source: String(body.source), from: stack, prefix, call });
    };
    const made = this.made(stack, { address, body }, open);
    this.called.set(address, made);
    return made;
  }

  /** The instances of a block; where what decides about them is wrong, one of which nothing is known. */
  private made<T>(
    stack: Stack,
    { address, body, ...of }: Pick<Block, "address" | "body"> & Partial<Block>,
    make: (suffix: string, instance?: Instance) => T,
  ): Instances<T> {
    const repeated = repeatedBy(body);
    if (repeated === undefined) return only(make);
    const weight = of.type === undefined ? "deciding" : weightOf(of as Block);
    const over = this.once(`${address}, instances`, address, () => this.value(stack, repeated), weight);
    try {
      this.budget.take(sizeOf(over, body), address);
      return instancesOf(body, over, make);
    } catch (error) {
      if (!(error instanceof TerraformError)) throw error;
      return uncertain(body, this.failure(error.at(address), weight), make);
    }
  }

  /**
   * What stands in for a value that cannot be worked out.
   *
   * @throws TerraformError the error itself, of a strict reader
   */
  private failure(error: TerraformError, weight: Weight): Unresolved {
    if (weight === "deciding" || this.problems.strict) this.problems.add(error, "it is unknown here");
    else {
      const consequence =
        weight === "ignored" ? "it has no influence on access and is ignored" : "it is unknown here";
      this.problems.note({ address: error.where ?? "", message: `${consequence}: ${withoutPlace(error)}` });
    }
    return new Unresolved(error.message);
  }

  valuesOf(stack: Stack, block: Block): ValueRecord {
    const names = [...argumentNames(block), ...this.computedNames(block)];
    const values = Object.fromEntries(names.map((name) => [name, this.attribute(stack, block, name)]));
    return opened(values, (name) => afterApply(block, name));
  }

  /** One attribute of a block: an argument, or what AWS assigns. */
  attribute(stack: Stack, block: Block, name: string): Value {
    const known = this.attributes.get(block) ?? new Map<string, Value>();
    this.attributes.set(block, known);
    const found = known.get(name);
    if (found !== undefined) return found;
    const evaluated = () => this.evaluated(stack, block, name);
    const value = this.once(`${block.address}.${name}`, block.address, evaluated, weightOf(block));
    known.set(name, value);
    return value;
  }

  private evaluated(stack: Stack, block: Block, name: string): Value {
    const argument = isComputed(block, name) ? undefined : own(block.body, name);
    const dynamic = own(dynamicIn(block.body), name);
    if (dynamic) return this.expressions.blocks(stack, argument ?? [], name, dynamic, block.instance);
    if (argument !== undefined && argument !== null)
      return withAssigned(block, name, this.value(stack, argument, block.instance));
    if (block.type === "aws_caller_identity" && !this.accounts.knows(stack, block))
      return afterApply(block, name);
    const self = this.self(stack, block);
    const value = block.mode === "data" ? dataAttribute(self, name) : assigned(self, name);
    return value ?? (argument === null ? null : afterApply(block, name));
  }

  regionOf(stack: Stack, block?: Block): Value {
    return regionOf(this, this.around(stack).region, stack, block);
  }

  output(stack: Stack, name: string): Value | undefined {
    const output = own(stack.outputs, name);
    if (typeof output !== "object" || output === null || !("value" in output)) return undefined;
    const address = `${stack.prefix}output.${name}`;
    if (stack.contested.has(`output.${name}`))
      return new Unresolved(`${address}: it is declared twice`, address);
    return this.once(address, address, () => this.value(stack, output.value as Json));
  }

  /** Evaluates every output, so that one with a missing reference is found. */
  checkOutputs(stack: Stack): void {
    for (const name of Object.keys(stack.outputs)) this.output(stack, name);
  }

  /** The surroundings of a root, for its modules too. */
  around(stack: Stack): Surroundings {
    return stack.call ? this.around(stack.call.stack) : (this.surroundings.get(stack) ?? {});
  }

  private self(stack: Stack, block: Block): Self {
    return {
      type: block.type,
      address: block.address,
      accountId: this.accounts.of(stack, block),
      budget: this.expressions.budget,
      region: () => this.regionOf(stack, block),
      names: () => argumentNames(block),
      has: (name) => (own(block.body, name) ?? own(dynamicIn(block.body), name) ?? null) !== null,
      get: (name) => this.attribute(stack, block, name),
      file: (path) => this.around(stack).file?.(path),
      find: (type, wanted) => [
        ...this.lookup
          .all(type, wanted, block.mode === "data" ? { stack, block } : undefined)
          .map((found) => this.self(found.stack, found.block)),
        ...this.appliedLookup.all(type, wanted, this.regionOf(stack, block)),
      ],
    };
  }

  private computedNames(block: Block): readonly string[] {
    const names = block.mode === "data" ? dataNames(block.type) : assignedNames(block.type);
    return names.filter((name) => own(block.body, name) === undefined);
  }
}
