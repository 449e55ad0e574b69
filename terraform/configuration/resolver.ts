import { TerraformError } from "../error";
import { evaluate, type Scope } from "../expression/evaluate";
import { parseTemplate } from "../expression/template";
import { textOf, Unresolved, type Value, type ValueRecord } from "../expression/value";
import { assigned, assignedNames, type Self } from "../identifiers";
import { dataAttribute, dataNames } from "./data";
import { remoteOutput } from "./remote-state";
import type { Block, Json, Stack } from "./stack";

/** Works out the values of stacks: each argument once, when it is first asked for. */
export class Resolver {
  private readonly known = new Map<string, Value>();
  private readonly under = new Set<string>();

  constructor(
    readonly stacks: readonly Stack[],
    readonly accountId: string,
  ) {}

  /** All arguments of a block and, of a resource, what AWS assigns. */
  valuesOf(stack: Stack, block: Block): ValueRecord {
    const names = [...argumentNames(block), ...this.computedNames(block)];
    return Object.fromEntries(names.map((name) => [name, this.attribute(stack, block, name)]));
  }

  /** One attribute of a block: an argument, or what AWS assigns. */
  attribute(stack: Stack, block: Block, name: string): Value {
    return this.once(`${block.address}.${name}`, block.address, () => {
      const argument = block.body[name];
      if (argument !== undefined && argument !== null) return this.json(stack, argument);
      const self = this.self(stack, block);
      const value = block.mode === "data" ? dataAttribute(self, name) : assigned(self, name);
      return (
        value ?? (argument === null ? null : new Unresolved(`${block.address}.${name}: known after apply`))
      );
    });
  }

  /** The region of a stack's resources, or of one that names another provider configuration. */
  regionOf(stack: Stack, block?: Block): Value {
    const chosen = block?.body.provider;
    const alias = typeof chosen === "string" ? chosen.split(".")[1] : undefined;
    const provider = stack.providers.find((candidate) => candidate.alias === alias);
    const region = block?.body.region ?? provider?.region;
    if (region === undefined || region === null)
      return new Unresolved(`${stack.name}: the AWS provider has no region`);
    return this.once(`${stack.name}/provider.${alias ?? ""}.${JSON.stringify(region)}`, stack.name, () =>
      this.json(stack, region),
    );
  }

  output(stack: Stack, name: string): Value | undefined {
    const output = stack.outputs[name];
    if (typeof output !== "object" || output === null || !("value" in output)) return undefined;
    const address = `${stack.name}/output.${name}`;
    return this.once(address, address, () => this.json(stack, output.value as Json));
  }

  /** Works out every output, so that one which leads to nothing is found. */
  checkOutputs(stack: Stack): void {
    for (const name of Object.keys(stack.outputs)) this.output(stack, name);
  }

  /** A resource of any stack by an attribute's value, as `id`. */
  find(type: string, name: string, value: Value): Self | undefined {
    for (const stack of this.stacks)
      for (const block of stack.blocks.values()) {
        if (block.mode === "resource" && block.type === type && this.attribute(stack, block, name) === value)
          return this.self(stack, block);
      }
    return undefined;
  }

  private self(stack: Stack, block: Block): Self {
    return {
      type: block.type,
      address: block.address,
      accountId: this.accountId,
      region: () => this.regionOf(stack, block),
      has: (name) => block.body[name] !== undefined && block.body[name] !== null,
      get: (name) => this.attribute(stack, block, name),
      find: (type, name, value) => this.find(type, name, value),
    };
  }

  private computedNames(block: Block): readonly string[] {
    const names = block.mode === "data" ? dataNames(block.type) : assignedNames(block.type);
    return names.filter((name) => block.body[name] === undefined);
  }

  /** A value of the document: texts are templates, and so are the keys of maps. */
  private json(stack: Stack, json: Json): Value {
    if (typeof json === "string") return evaluate(parseTemplate(json), this.scope(stack));
    if (typeof json !== "object" || json === null) return json;
    if (Array.isArray(json)) return json.map((item) => this.json(stack, item));
    const entries: [string, Value][] = [];
    for (const [key, value] of Object.entries(json)) {
      const name = this.json(stack, key);
      if (name instanceof Unresolved) return name;
      entries.push([textOf(name) ?? key, this.json(stack, value)]);
    }
    return Object.fromEntries(entries);
  }

  private scope(stack: Stack): Scope {
    return { reference: (path) => this.reference(stack, path) };
  }

  private reference(stack: Stack, path: readonly string[]): { value: Value; used: number } {
    const [root = "", name = ""] = path;
    switch (root) {
      case "var":
        return { value: this.variable(stack, name), used: 2 };
      case "local":
        return { value: this.local(stack, name), used: 2 };
      case "path":
        return { value: name === "cwd" ? new Unresolved("path.cwd") : ".", used: 2 };
      case "terraform":
        return { value: name === "workspace" ? "default" : new Unresolved(path.join(".")), used: 2 };
      case "each":
      case "count":
      case "self":
        return { value: new Unresolved(path.join(".")), used: path.length };
      case "data":
        return this.block(stack, path, 3);
      default:
        return this.block(stack, path, 2);
    }
  }

  private block(stack: Stack, path: readonly string[], length: number): { value: Value; used: number } {
    const local = path.slice(0, length).join(".");
    const block = stack.blocks.get(local);
    if (!block)
      throw new TerraformError(
        "reference-missing",
        `${local} is referred to, and not declared in ${stack.name}`,
      );
    const name = path[length];
    if (block.type === "terraform_remote_state" && name === "outputs" && path[length + 1] !== undefined)
      return { value: remoteOutput(this, stack, block, path[length + 1] as string), used: length + 2 };
    if (name === undefined) return { value: this.valuesOf(stack, block), used: length };
    return { value: this.attribute(stack, block, name), used: length + 1 };
  }

  private variable(stack: Stack, name: string): Value {
    const variable = stack.variables[name];
    if (typeof variable !== "object" || variable === null)
      throw new TerraformError("reference-missing", `var.${name} is not declared in ${stack.name}`);
    if (!("default" in variable)) return new Unresolved(`${stack.name}/var.${name}: it has no default`);
    // Literal: a default may hold no expression.
    return variable.default as Value;
  }

  private local(stack: Stack, name: string): Value {
    const local = stack.locals[name];
    if (local === undefined)
      throw new TerraformError("reference-missing", `local.${name} is not declared in ${stack.name}`);
    const address = `${stack.name}/local.${name}`;
    return this.once(address, address, () => this.json(stack, local));
  }

  private once(key: string, address: string, work: () => Value): Value {
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
      const value = work();
      this.known.set(key, value);
      return value;
    } catch (error) {
      throw error instanceof TerraformError ? error.at(address) : error;
    } finally {
      this.under.delete(key);
    }
  }
}

const META = [
  "//",
  "depends_on",
  "lifecycle",
  "provider",
  "count",
  "for_each",
  "dynamic",
  "provisioner",
  "connection",
];

function argumentNames({ body }: Block): string[] {
  return Object.keys(body).filter((name) => !META.includes(name));
}
