import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseJson } from "../../terraform/language/expression";
import { blockPositions, type ConfigurationFile, type HclFiles } from "../../terraform/sources";
import { UsageError } from "../error";

type Parse = (file: string, text: string) => Promise<Readonly<Record<string, unknown>>>;

/** Folders without configuration of the project itself. */
const IGNORED_FOLDERS = [".git", ".terraform", "node_modules", "cdktf.out"];
/** Files that file() and templatefile() may read: OpenAPI documents, policies and their templates. */
const TEXT = /\.(json|ya?ml|tpl|tftpl|txt)$/;
/** Larger texts, and more of them, are not read. */
const MAX_TEXT_BYTES = 2_000_000;
const MAX_TEXTS = 1_000;

/** Whether a folder is a Terraform configuration. */
export function isConfiguration(folder: string): boolean {
  return readdirSync(folder).some((name) => isRead(name) && name !== "cdk.tf.json");
}

/**
 * Reads a configuration: its own files, the local modules that it calls, the values that Terraform takes by itself,
 * and the texts that it may ask for.
 *
 * @throws UsageError `SOURCE_BROKEN` naming the file
 */
export async function readConfiguration(root: string): Promise<HclFiles> {
  const texts = new Texts(root);
  const files = await filesFrom(root, [resolve(root)], texts);
  return { files, texts: texts.found, variables: await variablesOf(root, parser()) };
}

/**
 * Reads the modules that a synthesized stack calls by relative path, and those that they call.
 *
 * @param root the stack's folder
 * @throws UsageError `SOURCE_BROKEN` naming the file
 */
export async function readLocalModules(
  root: string,
  document: unknown,
): Promise<readonly ConfigurationFile[]> {
  if (typeof document !== "object" || document === null) return [];
  const sources = localModules(document as Readonly<Record<string, unknown>>);
  if (sources.length === 0) return [];
  return filesFrom(
    root,
    sources.map((source) => resolve(root, source)),
  );
}

/** Loaded only here: it is large. */
function parser(): Parse {
  return (require("@cdktf/hcl2json") as { parse: Parse }).parse;
}

/** The files of folders, and of the local modules that they call. */
async function filesFrom(
  root: string,
  folders: readonly string[],
  texts?: Texts,
): Promise<readonly ConfigurationFile[]> {
  const parse = parser();
  const files = new Map<string, ConfigurationFile>();
  const waiting = [...folders];
  const seen = new Set<string>();
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (seen.has(folder) || !existsSync(folder)) continue;
    seen.add(folder);
    texts?.addBelow(folder);
    for (const name of readdirSync(folder).sort()) {
      refuseOpenTofu(folder, name);
      if (!isRead(name)) continue;
      const { json, positions } = await fileAt(join(folder, name), parse);
      const path = join(relative(root, folder), name);
      files.set(path, { path, json, ...(positions && { positions }) });
      for (const path of namedIn(json)) texts?.add(inFolder(path, { root, folder }));
      waiting.push(...localModules(json).map((source) => resolve(folder as string, source)));
    }
  }
  return [...files.values()];
}

/** Terraform ignores hidden files and backup files of editors. */
function isRead(name: string): boolean {
  return /\.tf(\.json)?$/.test(name) && !/^\.|^#.*#$/.test(name);
}

/** OpenTofu reads such a file instead of the one that Terraform reads, and it is not known which of the two runs. */
function refuseOpenTofu(folder: string, name: string): void {
  if (/^[^.].*\.tofu(\.json)?$/.test(name))
    throw new UsageError(
      "SOURCE_BROKEN",
      `${join(folder, name)} is read by OpenTofu only, and is not supported here.`,
    );
}

interface ParsedFile {
  readonly json: Readonly<Record<string, unknown>>;
  /** Absent for JSON. */
  readonly positions?: ConfigurationFile["positions"];
}

async function fileAt(file: string, parse: Parse): Promise<ParsedFile> {
  const text = readFileSync(file, "utf8");
  try {
    // If a name occurs twice, Terraform reads both, or fails.
    if (file.endsWith(".json")) return { json: parseJson(text) as Readonly<Record<string, unknown>> };
    return { json: await parse(file, text), positions: blockPositions(text, shownPath(file)) };
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    throw new UsageError("SOURCE_BROKEN", `${file} does not parse: ${why}`);
  }
}

/** From the working directory where the file is in it, so that editors and terminals find it. */
function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}

function localModules({ module: calls }: Readonly<Record<string, unknown>>): string[] {
  const bodies = Object.values((calls ?? {}) as Readonly<Record<string, unknown>>).flat();
  return bodies.flatMap((body) => {
    const source = (body as { readonly source?: unknown } | null)?.source;
    return typeof source === "string" && /^\.\.?\//.test(source) ? [source] : [];
  });
}

/** terraform.tfvars and *.auto.tfvars, in the order in which later files override earlier ones in Terraform. */
async function variablesOf(root: string, parse: Parse): Promise<Record<string, unknown>> {
  const names = readdirSync(root).sort();
  const own = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name));
  const values = await Promise.all(
    [...own, ...automatic].map(async (name) => {
      const { json: found } = await fileAt(join(root, name), parse);
      return name.endsWith(".json") ? literal(found) : found;
    }),
  );
  return Object.assign({}, ...values) as Record<string, unknown>;
}

/** Texts of a .tfvars.json are no templates: `${` is literal there. */
function literal(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, literal(item)]));
}

/** The literal paths in calls of file() and templatefile(), such as `${path.root}/../api.yaml`. */
function namedIn(json: unknown): string[] {
  if (typeof json === "string")
    return [...json.matchAll(/\b(?:template)?file\(\s*"([^"]+)"/g)].map(([, path = ""]) => path);
  if (typeof json !== "object" || json === null) return [];
  return Object.values(json).flatMap(namedIn);
}

/** Terraform runs in the root: a path that does not begin at the module begins there. */
function inFolder(
  path: string,
  { folder, root }: { readonly folder: string; readonly root: string },
): string {
  const own = path.replace(/^\$\{path\.module\}/, () => folder);
  return resolve(root, own.replace(/^\$\{path\.root\}/, "."));
}

/** Texts by their path from the root. If the root is in a repository, no text outside of it is read. */
class Texts {
  readonly found: Record<string, string> = {};
  private readonly repository: string | undefined;

  constructor(private readonly root: string) {
    this.repository = repositoryOf(realpathSync(root));
  }

  addBelow(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !IGNORED_FOLDERS.includes(entry.name)) this.addBelow(path);
      if (entry.isFile()) this.add(path);
    }
  }

  add(path: string): void {
    const key = relative(this.root, path);
    if (!TEXT.test(path) || Object.hasOwn(this.found, key)) return;
    const file = lstatSync(path, { throwIfNoEntry: false });
    if (!file?.isFile() || file.size > MAX_TEXT_BYTES || Object.keys(this.found).length >= MAX_TEXTS) return;
    if (this.repository !== undefined && !realpathSync(path).startsWith(this.repository + sep)) return;
    this.found[key] = readFileSync(path, "utf8");
  }
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
