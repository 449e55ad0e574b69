import { TerraformError } from "../../error";
import type { Value } from "../expression";
import type { Positions } from "./position";

/** One stack as synthesized: the folder's name, and its cdk.tf.json parsed. */
export interface StackSource {
  readonly name: string;
  readonly document: unknown;
  /** Files of the modules that it calls by relative path, each by its path from the stack's folder. */
  readonly modules?: readonly ConfigurationFile[];
}

/** A file of a configuration: its path, and what it is as JSON (`@cdktf/hcl2json`, or a .tf.json as it stands). */
export interface ConfigurationFile {
  readonly path: string;
  readonly json: unknown;
  /** Of HCL: where its blocks are, as blockPositions() gives it. */
  readonly positions?: Positions;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A resource or data source as configured. */
export interface Block {
  readonly mode: "resource" | "data";
  readonly type: string;
  /** `api/aws_iam_role.admin`, `api/data.aws_region.here` */
  readonly address: string;
  readonly body: JsonObject;
  /** Of for_each and count: which one it is. */
  readonly instance?: Instance;
}

/** One instance of a block with for_each or count. */
export interface Instance {
  /** `each.key`, or `count.index`. */
  readonly key: Value;
  /** `each.value`. */
  readonly value: Value;
  /** Why it is not known whether there is such an instance, or how many. */
  readonly uncertain?: string;
}

export interface Stack {
  readonly name: string;
  /** What addresses begin with: `api/`, `module.role["clerk"].`, or nothing. */
  readonly prefix: string;
  /** Calls of modules by name. */
  readonly modules: ReadonlyMap<string, JsonObject>;
  /** Of a module: where it is called, and as which instance. */
  readonly call?: { readonly stack: Stack; readonly body: JsonObject; readonly instance?: Instance };
  /** By Terraform's own address, without the stack's name. */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly variables: JsonObject;
  readonly locals: JsonObject;
  readonly outputs: JsonObject;
  /** `{"local": {"path": …}}` */
  readonly backend: JsonObject;
  /** Blocks that take something out of the state, `{"from": …, "lifecycle": …}`. */
  readonly removed: readonly JsonObject[];
  /** Configurations of the AWS provider; the one without alias is the default. */
  readonly providers: readonly JsonObject[];
}

// The sections of a document.
const SECTIONS = [
  "//",
  "terraform",
  "provider",
  "resource",
  "data",
  "variable",
  "locals",
  "module",
  "output",
  "moved",
  "removed",
  "import",
  "check",
];

/**
 * @param as what addresses begin with, where that is not the stack's name
 * @throws TerraformError `DOCUMENT_MALFORMED`, `ARGUMENT_UNSUPPORTED`
 */
export function parseStack({ name, document }: StackSource, as?: Pick<Stack, "call" | "prefix">): Stack {
  const root = object(document, name);
  const prefix = as?.prefix ?? `${name}/`;
  const odd = Object.keys(root).find((key) => !SECTIONS.includes(key));
  if (odd !== undefined)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `blocks of the kind ${JSON.stringify(odd)} are not read`,
      name,
    );
  const section = (key: string, of: JsonObject = root): JsonObject =>
    object(of[key] ?? {}, `${name}, ${key}`);
  return {
    name,
    prefix,
    ...(as?.call && { call: as.call }),
    modules: new Map(
      Object.entries(section("module"))
        .filter(([call]) => call !== "//")
        .map(([call, body]) => [call, object(single(body), `module.${call}`)]),
    ),
    blocks: new Map([
      ...blocksOf(section("resource"), "resource", prefix),
      ...blocksOf(section("data"), "data", prefix),
    ]),
    variables: section("variable"),
    locals: section("locals"),
    outputs: section("output"),
    backend: section("backend", section("terraform")),
    removed: listOf(root.removed).map((block) => object(block, `${name}, removed`)),
    providers: listOf(section("provider").aws).map((provider) => object(provider, `${name}, provider.aws`)),
  };
}

function blocksOf(section: JsonObject, mode: Block["mode"], prefix: string): (readonly [string, Block])[] {
  return Object.entries(section)
    .filter(([type]) => type !== "//")
    .flatMap(([type, named]) =>
      Object.entries(object(named, `${prefix}${type}`)).map(([name, body]) => {
        const local = `${mode === "data" ? "data." : ""}${type}.${name}`;
        const address = `${prefix}${local}`;
        return [local, { mode, type, address, body: object(single(body), address) }] as const;
      }),
    );
}

/** A block that occurs once may be written as a list of one. */
function single(body: unknown): unknown {
  return Array.isArray(body) && body.length === 1 ? body[0] : body;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Json];
}

function object(value: unknown, where: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
  throw new TerraformError("DOCUMENT_MALFORMED", `expected an object, found ${found}`, where);
}
