import { TerraformError } from "../../error";
import { own, Unresolved, type Value, WORKING_FOLDER } from "../expression";
import type { Instances } from "./instances";
import { RemoteStates } from "./remote-state";
import type { Resolution } from "./resolution";
import type { Block, Instance, Stack } from "./stack";
import { variableValue } from "./variables";

/** Follows the references of a stack: to its blocks, variables and locals, its modules, and other stacks. */
export class References {
  readonly remoteStates: RemoteStates;

  constructor(private readonly values: Resolution) {
    this.remoteStates = new RemoteStates(values);
  }

  /** @throws TerraformError `REFERENCE_MISSING`, `REFERENCE_CYCLE` */
  reference(stack: Stack, path: readonly string[], instance?: Instance): { value: Value; used: number } {
    const [root = "", name = ""] = path;
    switch (root) {
      case "var":
        return { value: variableValue(this.values, stack, name), used: 2 };
      case "local":
        return { value: this.local(stack, name), used: 2 };
      case "path":
        return { value: this.place(stack, name), used: 2 };
      case "terraform":
        return {
          value: name === "workspace" ? this.values.workspaceOf(stack) : new Unresolved(path.join(".")),
          used: 2,
        };
      case "each":
        if (instance && name === "key") return { value: instance.key, used: 2 };
        if (instance && name === "value") return { value: instance.value, used: 2 };
        return { value: new Unresolved(path.join(".")), used: path.length };
      case "count":
        if (instance && name === "index") return { value: instance.key, used: 2 };
        return { value: new Unresolved(path.join(".")), used: path.length };
      case "module":
        return this.moduleOutput(stack, path);
      // Its value is in no plan and no state.
      case "ephemeral":
      case "self":
        return { value: new Unresolved(path.join(".")), used: path.length };
      case "data":
        return this.block(stack, path, 3);
      default:
        return this.block(stack, path, 2);
    }
  }

  /** Where a folder is on a machine is not in the configuration. */
  private place(stack: Stack, name: string): Value {
    if (name === "cwd") return WORKING_FOLDER;
    return name === "module" ? this.values.folderOf(stack) : ".";
  }

  private block(stack: Stack, path: readonly string[], length: number): { value: Value; used: number } {
    const local = path.slice(0, length).join(".");
    const block = stack.blocks.get(local);
    if (!block)
      throw new TerraformError(
        "REFERENCE_MISSING",
        `${local} is referred to, and not declared in ${stack.name}`,
      );
    const instances = this.values.blocksOf(stack, block);
    if (!instances.single) return this.instanceOf(stack, block, instances, path, length);
    const [only] = instances.byKey.values();
    const name = path[length];
    // One that is not enabled is null.
    if (instances.uncertain !== undefined && (!only || name === undefined))
      return { value: new Unresolved(instances.uncertain), used: path.length };
    if (name === undefined) return { value: this.values.valuesOf(stack, block), used: length };
    return this.attribute(stack, block, path, length);
  }

  /** The attribute of a block that stands at a place of a path. */
  private attribute(
    stack: Stack,
    block: Block,
    path: readonly string[],
    at: number,
  ): { value: Value; used: number } {
    const [name = "", output] = path.slice(at);
    if (block.type !== "terraform_remote_state" || name !== "outputs")
      return { value: this.values.attribute(stack, block, name), used: at + 1 };
    // Only the one that is asked for is evaluated: others may depend on this root.
    if (output === undefined) return { value: this.remoteStates.outputs(stack, block), used: at + 1 };
    return { value: this.remoteStates.output(stack, block, output), used: at + 2 };
  }

  /** `x[key].name` of a block with for_each or count; without a key, all of them. */
  private instanceOf(
    stack: Stack,
    block: Block,
    { byKey, uncertain }: Instances<Block>,
    path: readonly string[],
    length: number,
  ): { value: Value; used: number } {
    const key = path[length];
    const [first] = byKey.values();
    if (uncertain !== undefined) {
      const name = path[length + 1];
      if (!first || key === undefined || name === undefined)
        return { value: new Unresolved(uncertain), used: path.length };
      return this.attribute(stack, first, path, length + 1);
    }
    if (key === undefined) {
      const all = [...byKey].map(([own, each]) => [own, this.values.valuesOf(stack, each)] as const);
      const value = block.body.count === undefined ? Object.fromEntries(all) : all.map(([, each]) => each);
      return { value, used: length };
    }
    const found = byKey.get(key);
    if (!found)
      throw new TerraformError("REFERENCE_MISSING", `${path.join(".")}: there is no ${JSON.stringify(key)}`);
    const name = path[length + 1];
    if (name === undefined) return { value: this.values.valuesOf(stack, found), used: length + 1 };
    return this.attribute(stack, found, path, length + 1);
  }

  private moduleOutput(stack: Stack, path: readonly string[]): { value: Value; used: number } {
    const [, name = ""] = path;
    const instances = this.values.modulesOf(stack, name);
    const { byKey, single: one, uncertain } = instances;
    const address = `${stack.prefix}module.${name}`;
    const key = one ? undefined : path[2];
    if (!one && key === undefined) {
      const isList = stack.modules.get(name)?.count !== undefined;
      return { value: this.modules(address, instances, isList), used: 2 };
    }
    if (key !== undefined && uncertain === undefined && !byKey.has(key))
      throw new TerraformError("REFERENCE_MISSING", `${address}: there is no ${JSON.stringify(key)}`);
    const found = key === undefined || uncertain !== undefined ? [...byKey.values()][0] : byKey.get(key);
    const used = one ? 3 : 4;
    const output = path[used - 1];
    if (one && uncertain !== undefined && (!found || output === undefined))
      return { value: new Unresolved(uncertain, address), used: path.length };
    const of = key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
    if (output === undefined) return { value: this.outputs(of, found), used: used - 1 };
    if (!found) return { value: notRead(`${of}.${output}`), used };
    const value = this.values.output(found, output);
    if (value === undefined)
      throw new TerraformError("REFERENCE_MISSING", `${of}.${output}: there is no such output`);
    return { value, used };
  }

  /** All instances of a module: a list of those of a count, or a map. */
  private modules(
    address: string,
    { byKey, uncertain }: Instances<Stack | undefined>,
    isList: boolean,
  ): Value {
    if (uncertain !== undefined) return new Unresolved(uncertain, address);
    const all = [...byKey].map(
      ([key, stack]) => [key, this.outputs(`${address}[${JSON.stringify(key)}]`, stack)] as const,
    );
    return isList ? all.map(([, each]) => each) : Object.fromEntries(all);
  }

  private outputs(address: string, stack: Stack | undefined): Value {
    if (!stack) return notRead(address);
    const names = Object.keys(stack.outputs);
    return Object.fromEntries(names.map((name) => [name, this.values.output(stack, name) ?? null]));
  }

  private local(stack: Stack, name: string): Value {
    const local = own(stack.locals, name);
    if (stack.contested.has(`local.${name}`)) return twice(`${stack.prefix}local.${name}`);
    if (local === undefined)
      throw new TerraformError("REFERENCE_MISSING", `local.${name} is not declared in ${stack.name}`);
    const address = `${stack.prefix}local.${name}`;
    return this.values.once(address, address, () => this.values.value(stack, local));
  }
}

function twice(address: string): Unresolved {
  return new Unresolved(`${address}: it is declared twice`, address);
}

function notRead(address: string): Unresolved {
  return new Unresolved(`${address}: the module is not read`, address);
}
