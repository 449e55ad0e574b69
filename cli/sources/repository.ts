import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { FindingPlaces } from "../render/findings/finding";

/** Files of a project at which a finding without a position is shown; the first that is there. */
const SHOWN_AT = ["gatehouse.json", "cdktf.json", "main.tf"];

/**
 * Names files from the root of the repository: of the workflow's checkout, or of the folder above with `.git`.
 *
 * @param folder of the call
 * @param read a path that was read, at which a finding is shown where there is no file of the project
 */
export function placesIn(
  folder: string,
  read: string,
  workspace = process.env.GITHUB_WORKSPACE,
): FindingPlaces {
  const root = rootOf(resolve(folder), workspace);
  const inRepository = (file: string) => {
    const path = relative(root, resolve(folder, file));
    return path === "" || path.startsWith("..") || resolve(path) === path
      ? undefined
      : path.split(sep).join("/");
  };
  const own = SHOWN_AT.map((name) => join(folder, name)).find((file) => existsSync(file));
  return { inRepository, otherwise: inRepository(own ?? read) ?? "gatehouse.json" };
}

function rootOf(folder: string, workspace: string | undefined): string {
  if (workspace !== undefined && workspace !== "" && isIn(resolve(workspace), folder))
    return resolve(workspace);
  return repositoryAbove(folder) ?? folder;
}

/** The nearest folder with `.git`, from this one upwards. */
export function repositoryAbove(folder: string): string | undefined {
  for (let here = resolve(folder); ; here = dirname(here)) {
    if (existsSync(join(here, ".git"))) return here;
    if (here === dirname(here)) return undefined;
  }
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
