import { TerraformError } from "../../error";

/** The folder that is not below another one: the root of the configuration. */
export function rootOf(folders: ReadonlyMap<string, unknown>): string {
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

/** The folder of a file. */
export function folderOf(path: string): string {
  return normalized(path).split("/").slice(0, -1).join("/");
}

function parts(folder: string): readonly string[] {
  return folder === "" ? [] : folder.split("/");
}

/** Without `.` and empty parts, so that `/` at the beginning is dropped: all paths begin at one place. */
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
