import { TerraformError } from "../../error";
import type { Positions } from "./position";
import type { ConfigurationFile, Json, JsonObject } from "./stack";

/** The files of one folder as one document, in the shape of .tf.json. */
export type Folders = ReadonlyMap<string, JsonObject>;

/** Sections whose blocks have a type and a name. */
const TYPED = ["resource", "data"];
/** Sections whose blocks have a name. */
const NAMED = ["variable", "output", "module"];

/**
 * Puts the files of each folder together.
 *
 * @throws TerraformError `DOCUMENT_MALFORMED`, `DUPLICATE`, `ARGUMENT_UNSUPPORTED`
 */
export function foldersOf(files: readonly ConfigurationFile[]): Folders {
  const folders = new Map<string, Folder>();
  for (const { json, path } of files) {
    const normal = normalized(path);
    const folder = folderOf(path);
    // Terraform merges such a file over the others, argument by argument.
    if (/(^|\/|_)override\.tf(\.json)?$/.test(normal))
      throw new TerraformError("ARGUMENT_UNSUPPORTED", "override files are not read", path);
    const into = folders.get(folder) ?? new Folder();
    into.add(json, path);
    folders.set(folder, into);
  }
  return new Map([...folders].map(([name, folder]) => [name, folder.document()]));
}

/** Positions of the blocks in each folder, by their address within the module: `aws_iam_role.staff`, `module.pets`. */
export function positionsByFolder(files: readonly ConfigurationFile[]): ReadonlyMap<string, Positions> {
  const folders = new Map<string, Positions>();
  for (const { path, positions } of files)
    folders.set(folderOf(path), new Map([...(folders.get(folderOf(path)) ?? []), ...(positions ?? [])]));
  return folders;
}

/** The folder of a file; empty for that of the reader. */
function folderOf(path: string): string {
  return normalized(path).split("/").slice(0, -1).join("/");
}

/** The folder that is not below another one: the root of the configuration. */
export function rootOf(folders: Folders): string {
  const names = [...folders.keys()].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  const [root, second] = names;
  if (root === undefined) throw new TerraformError("DOCUMENT_MALFORMED", "there are no Terraform files");
  if (second !== undefined && depth(second) === depth(root))
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `${root || "."} and ${second} are two configurations: read one of them at a time`,
    );
  return root;
}

/** A path from a folder, with its `.` and `..` resolved. */
export function joined(folder: string, path: string): string {
  return normalized(folder === "" ? path : `${folder}/${path}`);
}

/** The way from a folder to another one: `.` where they are the same. */
export function fromTo(from: string, to: string): string {
  const [start, end] = [parts(from), parts(to)];
  const differs = end.findIndex((part, index) => part !== start[index]);
  const shared = Math.min(start.length, differs < 0 ? end.length : differs);
  return [...start.slice(shared).map(() => ".."), ...end.slice(shared)].join("/") || ".";
}

function parts(folder: string): readonly string[] {
  return folder === "" ? [] : folder.split("/");
}

function normalized(path: string): string {
  const kept: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(part);
  }
  return kept.join("/");
}

function depth(folder: string): number {
  return parts(folder).length;
}

class Folder {
  private readonly named: Record<string, Record<string, Json>> = {};
  private readonly typed: Record<string, Record<string, Record<string, Json>>> = {};
  private readonly locals: Record<string, Json> = {};
  private readonly providers: Record<string, Json[]> = {};
  private readonly removed: Json[] = [];

  add(json: unknown, path: string): void {
    for (const [section, content] of Object.entries(object(json, path))) {
      if (TYPED.includes(section))
        for (const [type, blocks] of Object.entries(object(content, path)))
          for (const [name, body] of Object.entries(object(blocks, path))) {
            this.typed[section] ??= {};
            this.typed[section][type] ??= {};
            put(this.typed[section][type], name, single(body), path);
          }
      else if (NAMED.includes(section))
        for (const [name, body] of Object.entries(object(content, path))) {
          this.named[section] ??= {};
          put(this.named[section], name, single(body), path);
        }
      else if (section === "locals")
        for (const block of list(content))
          for (const [name, value] of Object.entries(object(block, path)))
            put(this.locals, name, value as Json, path);
      else if (section === "provider")
        for (const [name, bodies] of Object.entries(object(content, path)))
          this.providers[name] = [...(this.providers[name] ?? []), ...(list(bodies) as Json[])];
      else if (section === "removed") this.removed.push(...(list(content) as Json[]));
    }
  }

  document(): JsonObject {
    return {
      ...this.typed,
      ...this.named,
      locals: this.locals,
      provider: this.providers,
      removed: this.removed,
    };
  }
}

function put(into: Record<string, Json>, name: string, value: Json, path: string): void {
  if (Object.hasOwn(into, name))
    throw new TerraformError("DUPLICATE", `${name} is declared a second time`, path);
  Object.defineProperty(into, name, { value, enumerable: true });
}

/** The parser gives every block as a list. */
function single(body: unknown): Json {
  return (Array.isArray(body) && body.length === 1 ? body[0] : body) as Json;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function object(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new TerraformError("DOCUMENT_MALFORMED", "it is not what Terraform's parser makes of a file", path);
}
