import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { assignedNames } from "../../terraform/types/identifiers";
import { couldDecide, kindOf } from "../../terraform/types/kinds";

interface Block {
  readonly attributes?: Record<string, unknown>;
  readonly block_types?: Record<string, { readonly block: Block }>;
}

const path = resolve(__dirname, "../../../shared/terraform-schema/aws-provider-5.46.json.gz");
const present = existsSync(path);
const title = present ? "the provider's schema" : `the provider's schema (skipped: ${path} is not here)`;

(present ? describe : describe.skip)(title, () => {
  const schema = present ? JSON.parse(gunzipSync(readFileSync(path)).toString()) : { resource: {} };
  const types = Object.entries<Block & { block?: Block }>(schema.resource);

  test("has no type of which it is not known whether it decides", () => {
    const unknown = types.map(([type]) => type).filter((type) => !kindOf(type) && couldDecide(type));
    expect(types.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });

  // A state writes every attribute, so one without a meaning would stop the reading of every state.
  test("has no attribute of a type that is read without a meaning", () => {
    const missing = types.flatMap(([type, block]) => {
      const kind = kindOf(type);
      if (kind?.kind !== "enforced") return [];
      const { announced, computed, inert, read, unserved } = kind.arguments;
      const known = (name: string) =>
        [read, inert, unserved, announced, computed].some((names) => names.has(name));
      const walk = ({ attributes = {}, block_types = {} }: Block, prefix: string): string[] => [
        ...Object.keys(attributes).map((name) => prefix + name),
        ...Object.entries(block_types).flatMap(([name, { block: inner }]) =>
          known(prefix + name) ? [] : walk(inner, `${prefix}${name}.`),
        ),
      ];
      return walk(block.block ?? block, "")
        .filter((name) => !known(name) && !assignedNames(type).includes(name))
        .map((name) => `${type}.${name}`);
    });
    expect(missing).toEqual([]);
  });

  test("has no attribute that only AWS assigns, and that a configuration may write", () => {
    const writable = types.flatMap(([type, block]) => {
      const kind = kindOf(type);
      if (kind?.kind !== "enforced") return [];
      const attributes = (block.block ?? block).attributes as Record<string, Record<string, unknown>>;
      return Object.entries(attributes ?? {})
        .filter(([, { computed, optional, required }]) => computed && !optional && !required)
        .filter(([name]) => !kind.arguments.computed.has(name))
        .map(([name]) => `${type}.${name}`);
    });
    expect(writable).toEqual([]);
  });
});
