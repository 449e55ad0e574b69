/** Repositories that a workflow runs in. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A repository in the folder, with these files in its commits, the last one checked out. */
export function repositoryOf(
  folder: string,
  ...commits: readonly Readonly<Record<string, string>>[]
): {
  dir: string;
  shas: string[];
} {
  const dir = mkdtempSync(join(folder, "repository-"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: dir,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  const shas = commits.map((files) => {
    git("rm", "-r", "--quiet", "--ignore-unmatch", ".");
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(dir, file, ".."), { recursive: true });
      writeFileSync(join(dir, file), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "commit");
    return git("rev-parse", "HEAD");
  });
  return { dir, shas };
}
