import { isList, type Value, type ValueRecord } from "../expression";
import type { Surroundings } from "./surroundings";

/** Arguments that name a file, or several, whose content counts, by the type of resource or data source. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_function: ["filename"],
  aws_lambda_layer_version: ["filename"],
  aws_s3_object: ["source"],
  archive_file: ["source_file"],
  external: ["program"],
  jsonnet_file: ["source"],
  local_file: ["filename", "source"],
  local_sensitive_file: ["filename", "source"],
  sops_file: ["source_file"],
};

/** Arguments that name a folder of which every file counts. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  archive_file: ["source_dir"],
  template_dir: ["source_dir"],
};

/** More files of a folder are not read. */
const MAX_FILES = 1_000;

export type Files = Pick<Surroundings, "digest" | "filesBelow">;

/** Whether resources of a type name files. */
export function namesFiles(type: string): boolean {
  return Object.hasOwn(FILES, type) || Object.hasOwn(FOLDERS, type);
}

/** The paths of files and folders that a block names. */
export function namedPaths(type: string, values: ValueRecord): readonly Value[] {
  return [...(FILES[type] ?? []), ...(FOLDERS[type] ?? [])].flatMap((name) => {
    const path = values[name] ?? null;
    return path === null || path === "" ? [] : isList(path) ? path : [path];
  });
}

/** Digests of the files that a block names and that are available, by argument. */
export function digestsOf(type: string, values: ValueRecord, files: Files): Readonly<Record<string, string>> {
  const found = [
    ...(FILES[type] ?? []).map(
      (name) => [name, ofPath(values[name], (path) => files.digest?.(path))] as const,
    ),
    ...(FOLDERS[type] ?? []).map(
      (name) => [name, ofPath(values[name], (path) => ofFolder(path, files))] as const,
    ),
  ];
  return Object.fromEntries(found.filter((one): one is readonly [string, string] => one[1] !== undefined));
}

function ofPath(path: Value | undefined, digest: (path: string) => string | undefined): string | undefined {
  // Of a command, each word that is a file.
  if (path && isList(path)) return path.map((one) => ofPath(one, digest) ?? "").join();
  return typeof path === "string" && path !== "" ? digest(path) : undefined;
}

function ofFolder(folder: string, { digest, filesBelow }: Files): string | undefined {
  const paths = filesBelow?.(folder);
  if (!paths || paths.length > MAX_FILES || paths.some((path) => path.endsWith("/"))) return undefined;
  return [...paths]
    .sort()
    .map((path) => `${path} ${digest?.(`${folder}/${path}`) ?? ""}`)
    .join("\n");
}
