import { TerraformError } from "../../error";
import { own, Unresolved, type Value } from "../expression";
import { remoteOutput } from "./remote-state";
import type { Resolution } from "./resolution";
import type { Block, Instance, Json, Stack } from "./stack";

/** Follows the references of a stack: to its blocks, variables and locals, its modules, and other stacks. */
export class References {
  constructor(private readonly values: Resolution) {}

  /** @throws TerraformError `REFERENCE_MISSING`, `REFERENCE_CYCLE` */
  reference(stack: Stack, path: readonly string[], instance?: Instance): { value: Value; used: number } {
    const [root = "", name = ""] = path;
    switch (root) {
      case "var":
        return { value: this.variable(stack, name), used: 2 };
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
      case "self":
        return { value: new Unresolved(path.join(".")), used: path.length };
      case "data":
        return this.block(stack, path, 3);
      default:
        return this.block(stack, path, 2);
    }
  }

  /** The folder in which Terraform was started is not in the configuration. */
  private place(stack: Stack, name: string): Value {
    if (name === "cwd") return new Unresolved("path.cwd");
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
    const { byKey, single: one } = this.values.blocksOf(stack, block);
    if (!one) return this.instanceOf(stack, block, byKey, path, length);
    const name = path[length];
    if (block.type === "terraform_remote_state" && name === "outputs" && path[length + 1] !== undefined)
      return {
        value: remoteOutput(this.values, stack, block, path[length + 1] as string),
        used: length + 2,
      };
    if (name === undefined) return { value: this.values.valuesOf(stack, block), used: length };
    return { value: this.values.attribute(stack, block, name), used: length + 1 };
  }

  /** `x[key].name` of a block with for_each or count; without a key, all of them. */
  private instanceOf(
    stack: Stack,
    block: Block,
    byKey: ReadonlyMap<string, Block>,
    path: readonly string[],
    length: number,
  ): { value: Value; used: number } {
    const key = path[length];
    const [first] = byKey.values();
    if (first?.instance?.uncertain !== undefined) {
      const name = path[length + 1];
      if (key === undefined || name === undefined)
        return { value: new Unresolved(first.instance.uncertain), used: path.length };
      return { value: this.values.attribute(stack, first, name), used: length + 2 };
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
    return { value: this.values.attribute(stack, found, name), used: length + 2 };
  }

  private moduleOutput(stack: Stack, path: readonly string[]): { value: Value; used: number } {
    const [, name = ""] = path;
    const { byKey, single: one } = this.values.modulesOf(stack, name);
    const key = one ? undefined : path[2];
    const found = key === undefined ? [...byKey.values()][0] : byKey.get(key);
    const used = one ? 3 : 4;
    const output = path[used - 1];
    const address = `${stack.prefix}${path.slice(0, used).join(".")}`;
    if ((!one && key === undefined) || output === undefined || !found)
      return { value: new Unresolved(`${address}: the module is not read`, address), used: path.length };
    const value = this.values.output(found, output);
    if (value === undefined)
      throw new TerraformError("REFERENCE_MISSING", `${address}: there is no such output`);
    return { value, used };
  }

  private variable(stack: Stack, name: string): Value {
    const variable = own(stack.variables, name);
    if (typeof variable !== "object" || variable === null) return this.values.undeclaredVariable(stack, name);
    const address = `${stack.prefix}var.${name}`;
    const given = own(stack.call?.body, name);
    if (stack.call && given !== undefined) {
      const { instance, stack: caller } = stack.call;
      return this.values.memo.once(address, address, () => this.values.value(caller, given, instance));
    }
    if (!("default" in variable)) return new Unresolved(`${address}: it has no default`, address);
    // It has no references, and is written like any value: `$${` in it is a literal `${`.
    return this.values.memo.once(address, address, () => this.values.value(stack, variable.default as Json));
  }

  private local(stack: Stack, name: string): Value {
    const local = own(stack.locals, name);
    if (local === undefined)
      throw new TerraformError("REFERENCE_MISSING", `local.${name} is not declared in ${stack.name}`);
    const address = `${stack.prefix}local.${name}`;
    return this.values.memo.once(address, address, () => this.values.value(stack, local));
  }
}
