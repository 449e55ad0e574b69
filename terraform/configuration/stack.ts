import { TerraformError } from "../error";

/** One stack as synthesized: the folder's name, and its cdk.tf.json parsed. */
export interface StackSource {
  readonly name: string;
  readonly document: unknown;
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
}

export interface Stack {
  readonly name: string;
  /** By Terraform's own address, without the stack's name. */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly variables: JsonObject;
  readonly locals: JsonObject;
  readonly outputs: JsonObject;
  /** `{"local": {"path": …}}` */
  readonly backend: JsonObject;
  /** Configurations of the AWS provider; the one without alias is the default. */
  readonly providers: readonly JsonObject[];
}

// What a document may hold. A module could hold anything, and is refused until it can be followed.
const SECTIONS = [
  "//",
  "terraform",
  "provider",
  "resource",
  "data",
  "variable",
  "locals",
  "output",
  "moved",
  "removed",
  "import",
  "check",
];

/** @throws TerraformError `document-malformed`, `argument-unsupported` */
export function parseStack({ name, document }: StackSource): Stack {
  const root = object(document, name);
  const odd = Object.keys(root).find((key) => !SECTIONS.includes(key));
  if (odd !== undefined)
    throw new TerraformError(
      "argument-unsupported",
      `blocks of the kind ${JSON.stringify(odd)} are not read`,
      name,
    );
  const section = (key: string, of: JsonObject = root): JsonObject =>
    object(of[key] ?? {}, `${name}, ${key}`);
  return {
    name,
    blocks: new Map([
      ...blocksOf(section("resource"), "resource", name),
      ...blocksOf(section("data"), "data", name),
    ]),
    variables: section("variable"),
    locals: section("locals"),
    outputs: section("output"),
    backend: section("backend", section("terraform")),
    providers: listOf(section("provider").aws).map((provider) => object(provider, `${name}, provider.aws`)),
  };
}

function blocksOf(section: JsonObject, mode: Block["mode"], stack: string): (readonly [string, Block])[] {
  return Object.entries(section)
    .filter(([type]) => type !== "//")
    .flatMap(([type, named]) =>
      Object.entries(object(named, `${stack}/${type}`)).map(([name, body]) => {
        const local = `${mode === "data" ? "data." : ""}${type}.${name}`;
        const address = `${stack}/${local}`;
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
  throw new TerraformError("document-malformed", `expected an object, found ${found}`, where);
}
