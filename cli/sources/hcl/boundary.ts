import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { repositoryAbove } from "../repository";

/**
 * The folder whose files a configuration may name: its repository, without what git keeps and without other repositories
 * in it, such as a checkout of the commit that is compared. A submodule is a part of the repository.
 */
export class Boundary {
  /** By folder. */
  private readonly foreign = new Map<string, boolean>();

  private constructor(readonly folder: string) {}

  /**
   * The repository of a folder, or the workflow's workspace that it is in; undefined where there is neither.
   *
   * @param folder without symbolic links
   */
  static around(folder: string, workspace = process.env.GITHUB_WORKSPACE): Boundary | undefined {
    const repository = repositoryAbove(folder);
    if (repository !== undefined) return new Boundary(repository);
    const real = workspace && existsSync(workspace) ? realpathSync(workspace) : undefined;
    return real !== undefined && isBelow(folder, real) ? new Boundary(real) : undefined;
  }

  /** @param path without symbolic links */
  has(path: string): boolean {
    return isBelow(path, this.folder) && !this.isForeign(path);
  }

  private isForeign(path: string): boolean {
    if (path === this.folder) return false;
    const known = this.foreign.get(path);
    if (known !== undefined) return known;
    const foreign = path.endsWith(`${sep}.git`) || isOther(path) || this.isForeign(dirname(path));
    this.foreign.set(path, foreign);
    return foreign;
  }
}

/** Whether a folder is a repository of its own. A submodule's .git is a file that names a folder in the repository's own. */
function isOther(folder: string): boolean {
  const git = join(folder, ".git");
  if (!existsSync(git)) return false;
  return !statSync(git).isFile() || !SUBMODULE.test(readFileSync(git, "utf8"));
}

const SUBMODULE = /^gitdir: (.*\/)?\.git\/(worktrees\/[^/]+\/)?modules\//;

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
