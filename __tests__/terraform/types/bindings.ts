import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One resource type as the provider's generated bindings describe it. */
export interface BoundType {
  readonly type: string;
  /** Arguments that a configuration may write; those of blocks as `block.argument`. */
  readonly arguments: readonly string[];
  /** Attributes of the resource that only the provider computes. */
  readonly computed: readonly string[];
}

/** Bindings of a provider: `@cdktf/provider-aws`, or its successor `@cdktn/provider-aws`, in a folder. */
export class Bindings {
  constructor(private readonly folder: string) {}

  /** Every resource type whose name begins with a prefix, such as `aws_iam_`. */
  typesOf(prefix: string): readonly string[] {
    const start = folderOf(prefix);
    return readdirSync(join(this.folder, "lib"))
      .filter((name) => name.startsWith(start))
      .map((name) => /tfResourceType = "(aws_\w+)"/.exec(this.text(name, "index.d.ts"))?.[1])
      .filter((type) => type !== undefined);
  }

  /** Undefined where the provider has no such type. The texts are parsed: to load them takes seconds. */
  type(type: string): BoundType | undefined {
    const name = folderOf(type);
    if (!existsSync(join(this.folder, "lib", name))) return undefined;
    const declarations = this.text(name, "index.d.ts");
    const [, className = ""] =
      /export declare class (\w+) extends \w+\.TerraformResource/.exec(declarations) ?? [];
    const interfaces = interfacesIn(declarations);
    const names = [...argumentsOf(`${className}Config`, interfaces)];
    const written = new Set(names.map((path) => path.split(".")[0]));
    return {
      type,
      arguments: names,
      computed: attributesIn(this.text(name, "index.js"), className).filter(
        (attribute) => !written.has(attribute),
      ),
    };
  }

  private text(name: string, file: string): string {
    const path = join(this.folder, "lib", name, file);
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }
}

function folderOf(type: string): string {
  return type.replace(/^aws_/, "").replaceAll("_", "-");
}

interface Property {
  /** Terraform's name, which the comment's link has. */
  readonly name: string;
  /** The interface of a block. */
  readonly block: string | undefined;
}

function interfacesIn(declarations: string): ReadonlyMap<string, readonly Property[]> {
  const found = declarations.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms);
  return new Map([...found].map(([, name = "", body = ""]) => [name, propertiesIn(body)]));
}

/** Each property is a comment, in which `#name Class#name` is the argument's, and a line with its type. */
function propertiesIn(body: string): readonly Property[] {
  const found = body.matchAll(
    /\{@link [^\s}]*#(\w+) [^}]*\}(?:(?!\*\/).)*\*\/\s+readonly \w+\??: ([^;{]*)/gs,
  );
  return [...found].map(([, name = "", type = ""]) => ({
    name,
    block: type
      .split("|")
      .map((part) => part.trim().replace(/\[\]$/, ""))
      .find((part) => /^[A-Z]\w*$/.test(part)),
  }));
}

function* argumentsOf(
  name: string,
  interfaces: ReadonlyMap<string, readonly Property[]>,
  path: readonly string[] = [],
): Generator<string> {
  for (const property of interfaces.get(name) ?? []) {
    const inner = [...path, property.name];
    yield inner.join(".");
    // A rule within a rule within a rule is one and the same.
    if (property.block !== undefined && inner.length < 6)
      yield* argumentsOf(property.block, interfaces, inner);
  }
}

/** The attributes that the resource's own class has, by Terraform's names. */
function attributesIn(script: string, className: string): readonly string[] {
  const start = script.indexOf(`class ${className} extends`);
  const own = script.slice(start);
  const simple = own.matchAll(/\bget\w+Attribute\(['"](\w+)['"]\)/g);
  const complex = own.matchAll(/new \w+\(this, ['"](\w+)['"]/g);
  return [...new Set([...simple, ...complex].map(([, name = ""]) => name))];
}
