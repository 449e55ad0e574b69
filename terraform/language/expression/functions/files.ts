import { collection } from "../types/type";
import { Unresolved, type Value } from "../value";
import { type Surroundings, text } from "./define";
import { globbed } from "./glob";
import { hash } from "./hashes";
import { defineContents, defineFiles } from "./kinds";

/** Functions of paths. */
export const pathFunctions = defineContents({
  abspath: ([path]) => absolute(text(path)),
  basename: ([path]) => basename(text(path)),
  dirname: ([path]) => dirname(text(path)),
  pathexpand: ([path]) =>
    text(path).startsWith("~")
      ? new Unresolved("pathexpand(): it depends on whose machine Terraform runs on")
      : text(path),
});

/** Functions that read files of the configuration. */
export const fileFunctions = defineFiles({
  file: (args, of) => withText("file", args, of, (found) => found),
  filebase64: (args, of) =>
    withText("filebase64", args, of, (found) => Buffer.from(found).toString("base64")),
  filebase64sha256: (args, of) => hashed("filebase64sha256", args, of, "sha256", "base64"),
  filebase64sha512: (args, of) => hashed("filebase64sha512", args, of, "sha512", "base64"),
  fileexists: (args, of) => withText("fileexists", args, of, () => true),
  filemd5: (args, of) => hashed("filemd5", args, of, "md5", "hex"),
  fileset: ([folder, pattern], { files }) => {
    const paths = files?.below(text(folder));
    if (!paths) return new Unresolved(`fileset(): the files of ${text(folder)} are not read`);
    const found = globbed(paths, text(pattern));
    return found instanceof Unresolved ? found : collection(found, "set", "string");
  },
  filesha1: (args, of) => hashed("filesha1", args, of, "sha1", "hex"),
  filesha256: (args, of) => hashed("filesha256", args, of, "sha256", "hex"),
  filesha512: (args, of) => hashed("filesha512", args, of, "sha512", "hex"),
});

/**
 * A path below the folder in which Terraform runs, from there: a root is that folder. The folder's own place on a machine
 * is not known, and `path.cwd` as a text neither.
 */
export function fromRoot(path: Value): Value {
  if (!(path instanceof Unresolved)) return path;
  const [first, ...rest] = partsOf(path);
  if (!isWorkingFolder(first) || rest.some((part) => typeof part !== "string")) return path;
  const below = rest.join("");
  return below === "" || below.startsWith("/") ? `.${below}` : path;
}

function partsOf(path: Unresolved): readonly (string | Unresolved)[] {
  return path.parts?.flatMap((part) => (typeof part === "string" ? [part] : partsOf(part))) ?? [path];
}

function isWorkingFolder(part: string | Unresolved | undefined): boolean {
  return part instanceof Unresolved && part.is === WORKING_FOLDER.is;
}

/** `path.cwd` */
export const WORKING_FOLDER = new Unresolved("path.cwd", "path.cwd");

function absolute(path: string): Value {
  if (path.startsWith("/")) return cleaned(path);
  const why = "abspath(): it depends on the folder in which Terraform runs";
  return new Unresolved(why, undefined, undefined, [WORKING_FOLDER, `/${cleaned(path)}`]);
}

/** What Terraform makes of a file that is read here; of any other, it is not known whether it is there. */
function withText(
  name: string,
  [path]: readonly Value[],
  { files }: Surroundings,
  make: (found: string) => Value,
): Value {
  const found = files?.text(text(path));
  return found === undefined ? new Unresolved(`${name}(): ${text(path)} is not read`) : make(found);
}

function hashed(
  name: string,
  args: readonly Value[],
  of: Surroundings,
  algorithm: string,
  encoding: "base64" | "hex",
): Value {
  return withText(name, args, of, (found) => hash(algorithm, found).toString(encoding));
}

/** A path as Go's filepath.Clean has it: `.`, `..` and slashes that are not needed are left out. */
function cleaned(path: string): string {
  const isAbsolute = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  return (isAbsolute ? "/" : "") + kept.join("/") || ".";
}

function dirname(path: string): string {
  return cleaned(path.slice(0, path.lastIndexOf("/") + 1));
}

function basename(path: string): string {
  const bare = path.replace(/\/+$/, "");
  if (bare === "") return path === "" ? "." : "/";
  return bare.slice(bare.lastIndexOf("/") + 1);
}
