import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../error";
import { isTerraform } from "../sources/terraform-folders";

/** Where action.yml checks the base commit out, since actions/checkout writes below the workspace only. */
export const CHECKOUT = ".gatehouse-base";

/** Folders of tools. */
const PASSED_OVER = new Set([".git", ".terraform", "node_modules"]);

/**
 * Refuses a change that brings the folder of the checkout itself: as a link, it would have the base checked out over what is
 * reviewed, or read as it.
 *
 * @throws UsageError `SOURCE_BROKEN`
 */
export function refuseTaken(): void {
  const isLink = lstatSync(CHECKOUT, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!isLink && !isTracked(CHECKOUT)) return;
  throw new UsageError(
    "SOURCE_BROKEN",
    `${CHECKOUT} is in the repository; the action checks the base commit out there, so remove it, or give the input base.`,
  );
}

/** Whether the base must be checked out: plans have both sides, and a base that is given is used. */
export function needsCheckout(paths: readonly string[], base: readonly string[]): boolean {
  return base.length === 0 && paths.some((path) => isFolder(split(path).path));
}

/**
 * The same paths in the base, which is moved out of the workspace. A folder that the base lacks stands for nothing, as that of a root that the
 * change adds: but not where Terraform has gone elsewhere from the base, since the folder may have been moved, and
 * all that it opens would count as new.
 *
 * @param commit whether there is a commit to compare with
 * @param temp the folder into which the base is moved
 * @throws UsageError `SIDES_MISSING`, `SOURCE_MISSING`
 */
export function baseOf(paths: readonly string[], commit: boolean, temp: string): readonly string[] {
  refuseTaken();
  const roots = paths.map(split);
  const file = roots.find(({ path }) => !isFolder(path));
  if (file)
    throw new UsageError(
      "SIDES_MISSING",
      `${file.path} is a file beside folders: which file it is compared with is not known. Give all of the other side as the input base.`,
    );
  if (!commit)
    throw new UsageError(
      "SIDES_MISSING",
      "This event has no base commit to compare with: give the input base, or none for nothing.",
    );
  if (!isFolder(CHECKOUT))
    throw new UsageError(
      "SOURCE_MISSING",
      "The base commit could not be checked out; the step before says why.",
    );
  const own = realpathSync(CHECKOUT) + sep;
  const linked = roots.find(({ path }) => (realpathSync(path) + sep).startsWith(own));
  if (linked)
    throw new UsageError("SOURCE_BROKEN", `${linked.path} leads into ${CHECKOUT}, the base commit.`);
  const ways = roots.map(({ name, path }) => ({ name, path, way: wayTo(path) }));
  const base = movedApart(temp);
  const missing = ways.filter(({ way }) => !existsSync(join(base, way)));
  for (const { path } of missing) refuseUnlessNew(path, base);
  if (missing.length === roots.length && terraformIn(base).length === 0) return ["none"];
  // An empty folder is compared as nothing, and the reports say so.
  for (const { way } of missing) mkdirSync(join(base, way), { recursive: true });
  return ways.map(({ name, way }) => `${name}${join(base, way)}`);
}

/**
 * Moves the base to where no path of what is reviewed leads: with the base's files at hand, fileexists() and a module's
 * folder would mean something else here than where the change is applied. The folder has no name that can be guessed, and
 * in it the workspace's name, by which roots are called.
 */
function movedApart(temp: string): string {
  const place = join(mkdtempSync(join(temp, "gatehouse-base-")), basename(resolve(".")));
  try {
    renameSync(CHECKOUT, place);
  } catch (error) {
    // Another file system.
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    cpSync(CHECKOUT, place, { recursive: true, verbatimSymlinks: true });
    rmSync(CHECKOUT, { recursive: true });
  }
  return place;
}

function refuseUnlessNew(path: string, base: string): void {
  if (!isTracked(path))
    throw new UsageError(
      "SIDES_MISSING",
      `${path} is not in the repository, and so not in the base commit: synthesize the base too, and give its output as the input base.`,
    );
  const gone = terraformIn(base)
    .map((folder) => relative(base, folder) || ".")
    .filter((folder) => !isFolder(folder) || !isTerraform(folder));
  if (gone.length === 0) return;
  throw new UsageError(
    "SOURCE_MISSING",
    `${path} is not in the base commit, which has Terraform in ${gone.join(", ")} that is gone here. If it was moved, check the base out and give its folder as the input base; if there was nothing, give base: none.`,
  );
}

/** Every folder with Terraform, however deep. Symbolic links are not followed. */
function terraformIn(folder: string): readonly string[] {
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !PASSED_OVER.has(entry.name))
    .flatMap(({ name }) => terraformIn(join(folder, name)));
  return isTerraform(folder) ? [folder, ...below] : below;
}

/**
 * From the workspace.
 *
 * @throws UsageError `SOURCE_MISSING` for a path outside of it
 */
function wayTo(path: string): string {
  const way = relative(resolve("."), resolve(path));
  if (way === ".." || way.startsWith(`..${sep}`) || resolve(way) !== resolve(path))
    throw new UsageError(
      "SOURCE_MISSING",
      `${path} is outside of the workspace, so the base commit has none of it: give the input base.`,
    );
  return way;
}

/** Whether git has files of the folder. Without git, it is taken for generated. */
function isTracked(path: string): boolean {
  const { status, stdout } = spawnSync("git", ["ls-files", "--", path], { encoding: "utf8" });
  return status === 0 && stdout.trim() !== "";
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** `api=infra/rest-api` as `api=` and its path. */
export function split(given: string): { readonly name: string; readonly path: string } {
  const [, name = "", path = given] = existsSync(given) ? [] : (/^([\w-]+=)(.+)$/s.exec(given) ?? []);
  return { name, path };
}
