import {
  type ConfigurationRoot,
  type Given,
  joined,
  type ModuleFiles,
  ModuleTree,
  type Positions,
  type Problems,
  type Surroundings,
  UNKNOWN_REGION,
} from "../language/configuration";
import { Unresolved } from "../language/expression";
import type { Notice } from "../model";

/** The files of a configuration, with those of the modules that it calls, and what it is run with. */
export interface HclFiles extends ModuleFiles {
  /** The text of another file, for file() and templatefile(); undefined where it is not available. */
  readonly readText?: (path: string) => string | undefined;
  /**
   * The paths of all files below a folder, from there, for fileset(); undefined where they are not known. One that ends with a
   * slash is a folder whose files are not known.
   */
  readonly filesBelow?: (folder: string) => readonly string[] | undefined;
  /** A digest of a file that is not read otherwise, such as an archive; undefined where it is not available. */
  readonly digestOf?: (path: string) => string | undefined;
  /** Values of the root's variables; others have their default, or are unknown. */
  readonly given?: Given;
  /** The workspace that is selected. Without it, what depends on it is unknown: such a configuration has several. */
  readonly workspace?: string;
  /** What was noticed when the files were read. */
  readonly notices?: readonly Notice[];
}

/** A root in HCL. */
export interface HclRoot extends ConfigurationRoot {
  /** Filled while it is evaluated: modules are opened then. */
  readonly positions: Positions;
}

/**
 * A configuration in HCL as a root. A value that only Terraform can compute is unknown.
 *
 * @param name what addresses begin with, before a slash; empty where it is read alone
 * @param location the folder that Terraform runs in, from the root of the file system
 * @throws TerraformError `DOCUMENT_MALFORMED` where there is no configuration; others of a strict reader
 */
export function hclRoot(source: HclFiles, name: string, problems: Problems, location?: string): HclRoot {
  const { digestOf, filesBelow, given = {}, notices = [], readText, workspace } = source;
  for (const notice of notices) problems.note(notice);
  const tree = new ModuleTree(source, problems);
  const stack = { ...tree.rootStack(name === "" ? "" : `${name}/`), given };
  tree.at(stack);
  const surroundings: Surroundings = {
    region: UNKNOWN_REGION,
    workspace:
      workspace ??
      new Unresolved("terraform.workspace: it is not known which one is selected", "terraform.workspace"),
    module: (call) => tree.open(call, call.prefix.replace(/\.$/, "")),
    folder: (of) => tree.folderOf(of),
    ...(location !== undefined && { location }),
    // Terraform runs in the root: paths are relative to it, and `path.module` leads from it to the module.
    ...(readText && { file: (path) => readText(joined(tree.root, path)) }),
    ...(digestOf && { digest: (path) => digestOf(joined(tree.root, path)) }),
    ...(filesBelow && { filesBelow: (folder) => filesBelow(joined(tree.root, folder)) }),
  };
  return { stack, surroundings, positions: tree.positions };
}
