import { existsSync, readFileSync } from "node:fs";
import { basename, join, normalize, relative, sep } from "node:path";
import { UsageError } from "../error";
import { projectAt } from "../sources/project";
import { repositoryAbove } from "../sources/repository";
import { manifest as ownManifest } from "../version";
import { isBelow } from "../write-file";
import { type Manager, managerOf } from "./manager";

/** Which library the project's stacks come from: cdktf, or its fork. */
export type Library = "cdktf" | "cdktn";

/** A project in TypeScript that synthesizes, as far as `gatehouse init` must know it. */
export interface FoundProject {
  readonly root: string;
  /** The command of cdktf.json that synthesizes: `npx ts-node main.ts`. */
  readonly app: string;
  /** The folder with .git at or above the root; else the root. */
  readonly repository: string;
  /** The file that builds the app, from the root: `main.ts`. */
  readonly main: string;
  readonly library: Library;
  readonly manager: Manager;
  /** Whether imports of own files end in .js, as Node.js wants it in ES modules. */
  readonly isEsm: boolean;
  /** Lower case, for names of resources. */
  readonly name: string;
  /** Packages that package.json names. */
  readonly packages: ReadonlySet<string>;
  /** The file that this package is installed from, from the root: `vendor/gatehouse-dev-gatehouse-0.1.0.tgz`. */
  readonly packageFile?: string;
}

interface Manifest {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly packageManager?: unknown;
  readonly [section: string]: unknown;
}

/**
 * @param name of the resources, where it is given
 * @throws UsageError `NO_PROJECT`, `PROJECT_BROKEN`, `PROJECT_OTHER` of one that is not in TypeScript or has its main file elsewhere,
 *   `NAME_INVALID`
 */
export function foundProject(folder: string, name?: string): FoundProject {
  const { app, root } = projectAt(folder, undefined, "run `cdktf init --template=typescript` there first");
  const manifest = manifestAt(root);
  const named: Readonly<Record<string, unknown>> = Object.assign(
    {},
    ...["peerDependencies", "devDependencies", "dependencies"].map((section) => manifest[section]),
  );
  const packages = new Set(Object.keys(named));
  const main = mainOf(app, root);
  const repository = repositoryOf(root);
  const packageFile = fileOf(named[ownManifest().name], root, repository);
  return {
    root,
    app,
    repository,
    main,
    library: libraryOf(readFileSync(join(root, main), "utf8"), packages),
    manager: managerOf(root, manifest.packageManager),
    isEsm: manifest.type === "module",
    name: nameOf(name, manifest.name, root),
    packages,
    ...(packageFile !== undefined && { packageFile }),
  };
}

/** The file of a specifier of package.json, such as `file:vendor/gatehouse.tgz`; of one in the repository alone, which CI has. */
function fileOf(specifier: unknown, root: string, repository: string): string | undefined {
  const [, path] = /^(?:file:|(?=\.{0,2}\/))([\w./@+-]+)$/.exec(String(specifier)) ?? [];
  if (path === undefined || !isBelow(repository, join(root, path))) return undefined;
  return normalize(path).split(sep).join("/");
}

function manifestAt(root: string): Manifest {
  const file = join(root, "package.json");
  if (!existsSync(file)) throw other(`There is no package.json in ${root}`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch (error) {
    throw new UsageError("PROJECT_BROKEN", `${file} is not JSON: ${(error as Error).message}`);
  }
}

/** The TypeScript file that the app's command runs: `npx ts-node main.ts`. */
function mainOf(app: string, root: string): string {
  const main = app.split(/\s+/).find((word) => /^[\w./-]+\.[cm]?ts$/.test(word));
  if (main === undefined) throw other(`The app of cdktf.json, "${app}", runs no TypeScript file`);
  if (!existsSync(join(root, main))) throw other(`The app of cdktf.json runs ${main}, which is not there`);
  if (!isBelow(root, join(root, main))) throw other(`The app of cdktf.json runs ${main}, outside of ${root}`);
  return normalize(main).split(sep).join("/");
}

/** @throws UsageError `NAME_INVALID` of a folder that commands of the workflow could not name as it is */
function repositoryOf(root: string): string {
  const repository = repositoryAbove(root) ?? root;
  const place = relative(repository, root).split(sep).join("/");
  if (/^[\w./-]*$/.test(place)) return repository;
  throw new UsageError(
    "NAME_INVALID",
    `The project's folder is ${place} in its repository, which the workflow names in commands; expected ASCII letters, digits, dots, _ and - alone.`,
  );
}

/** By what the main file imports; where it imports neither itself, by package.json. */
function libraryOf(main: string, packages: ReadonlySet<string>): Library {
  const imported = /from ["'](cdktf|cdktn)["']/.exec(main)?.[1];
  return (imported ?? (packages.has("cdktn") ? "cdktn" : "cdktf")) as Library;
}

function other(what: string): UsageError {
  return new UsageError(
    "PROJECT_OTHER",
    `${what}; expected a cdktf project in TypeScript, as "cdktf init --template typescript" writes it.`,
  );
}

/** With prefixes and suffixes it must fit into names of AWS. */
const NAME = /^[a-z][a-z0-9-]{1,29}$/;

function nameOf(given: string | undefined, ofPackage: unknown, root: string): string {
  if (given !== undefined) {
    if (NAME.test(given)) return given;
    throw new UsageError(
      "NAME_INVALID",
      `--name ${given}: expected 2 to 30 lower-case letters, digits and hyphens, the first a letter.`,
    );
  }
  const [found = "api"] = [ofPackage, basename(root)]
    .flatMap((name) => (typeof name === "string" ? [fitted(name)] : []))
    .filter((name) => NAME.test(name));
  return found;
}

/** `@team/My_Shop` as `my-shop`. */
function fitted(name: string): string {
  return name
    .toLowerCase()
    .replace(/^@[^/]*\//, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 30)
    .replace(/-+$/, "");
}
