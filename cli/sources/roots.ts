import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../error";
import { readText } from "./regular-file";
import { unknownSetting } from "./settings-fields";

/** A folder, plan or state, and what its addresses begin with. */
export interface RootPath {
  /** `identity` for addresses as `identity/aws_cognito_user_pool.users`; empty for none. */
  readonly name: string;
  readonly path: string;
  /** Whether the name was given, and not made from the path. */
  readonly named: boolean;
}

/** The file that lists the roots of a system: `{"roots": ["infra/identity", "api=infra/rest-api"]}`. */
const LIST = "gatehouse.json";
/** Of that file. */
const MAX_BYTES = 5_000_000;
/** `NAME=PATH`; a path may contain `=` behind a slash. */
const NAMED = /^([\w-]+)=(.+)$/s;
/** Names that tell the kind of a file, and not of which root it is. */
const KINDS = /^(terraform|tfplan|plan|state|show|main|cdk|cdktf|out|prior|after|before)$/i;

/**
 * The roots that paths stand for. A folder whose gatehouse.json lists roots stands for those. A root is called by the
 * name before its path (`api=plans/4711.json`), else by its file or folder; where that is `terraform`, `plan` or
 * another kind of file, or two are equal, by the folder above it too.
 *
 * @throws UsageError `SOURCE_MISSING`, `CONFIG_BROKEN`, `ROOT_REPEATED`
 */
export function rootsAt(paths: readonly string[]): readonly RootPath[] {
  return rootsOf(paths.flatMap((path) => listedIn(path) ?? [split(path)]));
}

/** In place of the paths of a side: there is nothing on it. A folder of that name is `./none`. */
const NONE = "none";

/**
 * The roots of two sides; none of a side that is `none`. Where only the new side has a list, as in the change that adds it, it holds for the old side
 * too, as far as the folders are there.
 *
 * @throws UsageError as rootsAt(), and `SIDES_MISSING` where there is nothing on both sides
 */
export function comparedRoots(
  base: readonly string[],
  head: readonly string[],
): readonly [readonly RootPath[], readonly RootPath[]] {
  const [isNoBase, isNoHead] = [base, head].map((side) => side.length === 1 && side[0] === NONE);
  if (isNoBase && isNoHead)
    throw new UsageError("SIDES_MISSING", "none on both sides: there is nothing to compare.");
  if (isNoBase) return [[], rootsAt(head)];
  if (isNoHead) return [rootsAt(base), []];
  const [only = "", second] = base;
  const list = head.length === 1 ? listedIn(head[0] ?? "") : undefined;
  const isNew = list !== undefined && second === undefined && isFolder(only) && !listedIn(only);
  const former = isNew ? listedIn(head[0] ?? "", only)?.filter(({ path }) => existsSync(path)) : undefined;
  return [former && former.length > 0 ? rootsOf(former) : rootsAt(base), rootsAt(head)];
}

function rootsOf(given: readonly Given[]): readonly RootPath[] {
  for (const { path } of given)
    if (!existsSync(path)) throw new UsageError("SOURCE_MISSING", `There is no file or folder ${path}.`);
  refuseTwice(
    given.map(({ path }) => resolve(path)),
    "is given twice",
  );
  const roots = namedApart(given);
  refuseTwice(
    roots.map(({ name }) => name),
    "is the name of two roots; write NAME=PATH",
  );
  return roots;
}

/** The roots of sides that are compared, without their names if there is only one of each and none was given. */
export function withoutNeedlessNames<S extends readonly (readonly RootPath[])[]>(sides: S): S {
  const needed = sides.some((roots) => roots.length > 1 || roots.some(({ named }) => named));
  return needed
    ? sides
    : (sides.map((roots) => roots.map((root) => ({ ...root, name: "" }))) as unknown as S);
}

/**
 * The roots that the gatehouse.json of a folder lists; undefined where it lists none.
 *
 * @param from the folder that their paths lead from; default the same
 * @throws UsageError `CONFIG_BROKEN`
 */
export function listedIn(folder: string, from = folder): readonly Given[] | undefined {
  const file = join(folder, LIST);
  if (!isFolder(folder) || !existsSync(file)) return undefined;
  return listOf(file)?.map((root) => {
    const { name, path } = split(root, from);
    const whole = join(from, path);
    if (isOutside(whole, from))
      throw new UsageError("CONFIG_BROKEN", `${file}, roots: ${path} leads out of the folder.`);
    return { ...(name !== undefined && { name }), path: whole };
  });
}

/** Whether a path leads out of a folder, by itself or by a symbolic link: the list is a part of what is reviewed. */
function isOutside(path: string, folder: string): boolean {
  const [own, base] = [path, folder].map((one) => (existsSync(one) ? realpathSync(one) : resolve(one)));
  const way = relative(base as string, own as string);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

interface Given {
  readonly name?: string;
  readonly path: string;
}

function split(given: string, from = "."): Given {
  const [, name, path] = existsSync(resolve(from, given)) ? [] : (NAMED.exec(given) ?? []);
  return name !== undefined && path !== undefined ? { name, path } : { path: given };
}

/** Of every root as few folders of its path as tell it from the others. */
function namedApart(given: readonly Given[]): readonly RootPath[] {
  const named = given.map(({ name, path }) => ({ name, path, parts: partsOf(path), taken: 1 }));
  const nameOf = ({ name, parts, taken }: (typeof named)[number]) =>
    name ??
    parts
      .slice(-taken)
      .join("-")
      .replace(/[^\w-]+/g, "-");
  for (let deeper = true; deeper; ) {
    deeper = false;
    for (const root of named) {
      const clashes = named.some((other) => other !== root && nameOf(other) === nameOf(root));
      if (root.name !== undefined || !clashes || root.taken >= root.parts.length) continue;
      root.taken += 1;
      deeper = true;
    }
  }
  return named.map((root) => ({ name: nameOf(root), path: root.path, named: root.name !== undefined }));
}

/** The parts of a path by which its root may be called: the file without its endings, and the folders above. */
function partsOf(path: string): readonly string[] {
  const whole = resolve(path);
  const file = statSync(whole).isFile()
    ? basename(whole).replace(/(\.(json|tfstate|tfplan|tf))+$/, "")
    : undefined;
  const folders = (file === undefined ? whole : dirname(whole)).split(/[\\/]/);
  const parts = [...folders, ...(file === undefined ? [] : [file])].filter((part) => part !== "");
  while (parts.length > 1 && KINDS.test(parts.at(-1) ?? "")) parts.pop();
  return parts;
}

function listOf(file: string): readonly string[] | undefined {
  const text = textOf(file);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new UsageError("CONFIG_BROKEN", `${file} is not JSON: ${(error as Error).message}.`);
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw new UsageError("CONFIG_BROKEN", `${file}: expected an object.`);
  const odd = unknownSetting(document as Readonly<Record<string, unknown>>);
  if (odd !== undefined) throw new UsageError("CONFIG_BROKEN", `${file} ${odd}`);
  const { roots } = document as { readonly roots?: unknown };
  if (roots === undefined) return undefined;
  if (
    Array.isArray(roots) &&
    roots.length > 0 &&
    roots.every((root) => typeof root === "string" && root !== "")
  )
    return roots as readonly string[];
  throw new UsageError("CONFIG_BROKEN", `${file}, roots: expected a list of paths, each PATH or NAME=PATH.`);
}

function textOf(file: string): string {
  const read = readText(file, MAX_BYTES);
  if ("text" in read) return read.text;
  throw new UsageError("CONFIG_BROKEN", `${file}: ${read.unreadable}.`);
}

function refuseTwice(texts: readonly string[], message: string): void {
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) throw new UsageError("ROOT_REPEATED", `${twice} ${message}.`);
}
