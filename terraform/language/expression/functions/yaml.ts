import type { Document, Node, Pair, YAMLMap } from "yaml";
import { refuseLarge } from "../budget";
import { define } from "../own";
import { isRecord, type Value, type ValueRecord } from "../value";
import { scalarOf } from "./yaml-scalars";

/**
 * A YAML document as Terraform decodes it: mostly YAML 1.2, with the booleans, merge keys and timestamps of 1.1. Of a
 * name that comes twice in a mapping, the later one counts.
 *
 * @throws Error where it is not one document, or has a tag that Terraform does not know
 */
export function parseYaml(text: string): Value {
  // Loaded only here: most configurations have no YAML.
  const yaml = require("yaml") as typeof import("yaml");
  const documents = yaml.parseAllDocuments(text, {
    schema: "failsafe",
    uniqueKeys: false,
    logLevel: "silent",
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document?.contents) throw new SyntaxError("it has no document");
  if (second) throw new SyntaxError("it has several documents");
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== "1.1") throw new SyntaxError(`it is of the version ${version}`);
  const [error] = document.errors;
  if (error) throw new SyntaxError(error.message.split("\n")[0]);
  return new Decoder(document, yaml).value(document.contents);
}

class Decoder {
  private size = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly yaml: typeof import("yaml"),
  ) {}

  value(node: Node | null | undefined): Value {
    // An alias repeats what it stands for.
    refuseLarge(++this.size);
    const { yaml } = this;
    if (!node) return null;
    if (yaml.isAlias(node)) {
      const found = node.resolve(this.document);
      if (!found) throw new SyntaxError(`it refers to the anchor ${node.source}`);
      return this.value(found);
    }
    if (yaml.isScalar(node)) return scalarOf(node);
    if (node.tag !== undefined && !/^(?:!|tag:yaml\.org,2002:(?:map|seq))$/.test(node.tag))
      throw new SyntaxError(`it has the tag ${node.tag}`);
    if (yaml.isSeq(node)) return node.items.map((item) => this.value(item as Node));
    if (yaml.isMap(node)) return this.mapping(node);
    throw new SyntaxError("it has a node of another kind");
  }

  private mapping(node: YAMLMap): ValueRecord {
    const made: Record<string, Value> = {};
    const merged: ValueRecord[] = [];
    for (const { key, value } of node.items as readonly Pair<Node, Node>[]) {
      const name = this.value(key);
      if (typeof name === "object") throw new SyntaxError("it has a key that is no text");
      if (name === "<<" && isPlain(key)) merged.push(this.merged(value));
      else define(made, String(name), this.value(value));
    }
    for (const other of merged)
      for (const [name, value] of Object.entries(other))
        if (!Object.hasOwn(made, name)) define(made, name, value);
    return made;
  }

  /** What the key `<<` merges. */
  private merged(node: Node | null): ValueRecord {
    const value = this.value(node);
    if (isRecord(value)) return value;
    throw new SyntaxError("it merges what is no mapping");
  }
}

function isPlain(node: Node): boolean {
  return "type" in node && node.type === "PLAIN";
}
