import { TerraformError } from "../../error";
import type { Problems } from "./problems";
import type { Block, Json, JsonObject, Stack, StackSource } from "./stack";

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
  "ephemeral",
];

/** A document that becomes a stack. */
type Source = Pick<StackSource, "document" | "name"> & Partial<Pick<Stack, "contested">>;

/**
 * @param as what addresses begin with, where that is not the stack's name
 * @throws TerraformError `DOCUMENT_MALFORMED`, `ARGUMENT_UNSUPPORTED`, of a strict reader
 */
export function parseStack(
  source: Source,
  as: Partial<Pick<Stack, "call" | "prefix">>,
  problems: Problems,
): Stack {
  const { contested = new Set<string>(), document, name } = source;
  const prefix = as.prefix ?? `${name}/`;
  const reader = new Sections(problems);
  const root = reader.object(document, name);
  const odd = Object.keys(root).find((key) => !SECTIONS.includes(key));
  if (odd !== undefined)
    problems.add(
      new TerraformError(
        "ARGUMENT_UNSUPPORTED",
        `blocks of the kind ${JSON.stringify(odd)} are not read`,
        name,
      ),
    );
  const section = (key: string, of: JsonObject = root) => reader.object(of[key] ?? {}, `${name}, ${key}`);
  const blocks = (key: Block["mode"], of = root) =>
    reader.blocks(section(key, of), { mode: key, prefix, contested });
  const removed = listOf(root.removed).map((block) => reader.object(block, `${name}, removed`));
  const checks = Object.values(section("check")).map((check) =>
    reader.object(single(check), `${name}, check`),
  );
  return {
    name,
    prefix,
    contested,
    ...(as.call && { call: as.call }),
    modules: new Map(
      Object.entries(section("module"))
        .filter(([call]) => call !== "//")
        .map(([call, body]) => [call, reader.object(single(body), `${prefix}module.${call}`)]),
    ),
    blocks: new Map([...blocks("resource"), ...blocks("data")]),
    besides: [
      ...[...blocks("ephemeral"), ...checks.flatMap((check) => blocks("data", check))].map(
        ([, block]) => block,
      ),
      ...removed.map((body) => removedBlock(body, prefix)),
    ],
    variables: section("variable"),
    locals: section("locals"),
    outputs: section("output"),
    backend: section("backend", section("terraform")),
    requiredProviders: section("required_providers", section("terraform")),
    removed,
    imports: listOf(root.import).map((block) => reader.object(block, `${name}, import`)),
    providers: listOf(section("provider").aws).map((one) => reader.object(one, `${name}, provider.aws`)),
  };
}

interface Declared extends Pick<Stack, "contested" | "prefix"> {
  readonly mode: Block["mode"];
}

class Sections {
  constructor(private readonly problems: Problems) {}

  blocks(section: JsonObject, { contested, mode, prefix }: Declared): (readonly [string, Block])[] {
    return Object.entries(section)
      .filter(([type]) => type !== "//")
      .flatMap(([type, named]) =>
        Object.entries(this.object(named, `${prefix}${type}`)).map(([name, body]) => {
          const local = `${mode === "resource" ? "" : `${mode}.`}${type}.${name}`;
          const address = `${prefix}${local}`;
          const block = { mode, type, address, body: this.object(single(body), address) };
          if (!contested.has(local)) return [local, block] as const;
          return [local, { ...block, contested: "it is declared twice" }] as const;
        }),
      );
  }

  object(value: unknown, where: string): JsonObject {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
    const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
    this.problems.add(
      new TerraformError("DOCUMENT_MALFORMED", `expected an object, found ${found}`, where),
      "what is in it is not read",
    );
    return {};
  }
}

/** The resource that a `removed` block takes out, whose provisioners run as it goes. */
function removedBlock(body: JsonObject, prefix: string): Block {
  const from = String(body.from).replace(/^\$\{(.*)\}$/, "$1");
  return { mode: "resource", type: "removed", address: `${prefix}${from}`, body };
}

/** A block that occurs once may be written as a list of one. */
function single(body: unknown): unknown {
  return Array.isArray(body) && body.length === 1 ? body[0] : body;
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as Json];
}
