import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { NEEDED } from "../packages";
import { manifest } from "../version";
import { refuseOutside } from "../write-file";
import { declarationFiles, HANDLERS } from "./declaration";
import { entriesMissing, guardText } from "./guard";
import { linesByHand, withIgnored, withStacks } from "./more-lines";
import type { FoundProject } from "./project";
import { type ApiKind, IMPORTS, stackText } from "./stack";
import { workflowText } from "./workflow";

export interface PlannedFile {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
}

export interface InitOptions {
  readonly api: ApiKind;
  /** Of AWS. */
  readonly region: string;
}

/** What `init` does to a project, and what it leaves to the user. */
export interface InitPlan {
  readonly written: readonly PlannedFile[];
  /** Files that are there and get lines more. */
  readonly extended: readonly PlannedFile[];
  /** Files that are there and stay as they are. */
  readonly kept: readonly string[];
  /** Commands to run and lines to add, in their order. */
  readonly next: readonly Step[];
}

export interface Step {
  readonly what: string;
  readonly lines: readonly string[];
}

/**
 * Reads the project, and writes nothing.
 *
 * @throws UsageError `TARGET_OUTSIDE` of a file that would be written outside of the repository
 */
export function initPlan(project: FoundProject, options: InitOptions): InitPlan {
  const { main, root } = project;
  const files = filesOf(project, options);
  const isThere = ({ path }: PlannedFile) => existsSync(join(root, path));
  const extended = [
    extension(root, main, (text) => withStacks(text, stackFrom(project)) ?? text),
    extension(root, ".gitignore", withIgnored),
  ].flatMap((file) => file ?? []);
  const written = [...files, ...extended].filter((file) => !isThere(file));
  for (const { path } of [...written, ...extended]) refuseOutside(project.repository, join(root, path));
  return {
    written,
    extended: extended.filter(isThere),
    kept: files.filter(isThere).map(({ path }) => path),
    next: nextSteps(project, options.api),
  };
}

function filesOf(project: FoundProject, { api, region }: InitOptions): readonly PlannedFile[] {
  const { isEsm, library, main, manager, name, packageFile, repository, root } = project;
  const extension = isEsm ? ".js" : "";
  const folder = dirname(main);
  const place = relative(repository, root).split(sep).join("/");
  const access = folder === "." ? "./access" : slashed(relative(folder, "access"));
  const stack = { access, api, extension, library, name, region };
  return [
    ...Object.entries(declarationFiles(extension)).map(([file, text]) => ({ path: `access/${file}`, text })),
    { path: slashed(join(folder, "secured-api.ts")), text: stackText(stack) },
    ...Object.entries(HANDLERS[api]).map(([name, text]) => ({ path: `functions/${name}/index.ts`, text })),
    { path: SETTINGS, text: guardText(api) },
    {
      path: slashed(relative(root, join(repository, ".github/workflows/access.yml"))),
      text: workflowText(manager, place, packageFile),
    },
  ];
}

const SETTINGS = "gatehouse.json";

/** What the command of cdktf.json may run TypeScript by, with the packages that it takes. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  "ts-node": ["ts-node", "typescript"],
  tsx: ["tsx"],
};

function stackFrom({ isEsm }: FoundProject): string {
  return `./secured-api${isEsm ? ".js" : ""}`;
}

/** The file with its further lines, unless they are there. */
function extension(root: string, path: string, add: (text: string) => string): PlannedFile | undefined {
  const file = join(root, path);
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const text = add(before);
  return text === before ? undefined : { path, text };
}

function nextSteps(project: FoundProject, api: ApiKind): readonly Step[] {
  const { app, library, main, manager, packages, root } = project;
  const { name, peerDependencies, version } = manifest();
  const { provider } = IMPORTS[library];
  const wanted = [
    ...[name, library, provider, "constructs", "esbuild", ...(NEEDED.start ?? [])]
      .filter((one) => !packages.has(one))
      .map((one) => `'${one}@${one === name ? version : peerDependencies[one]}'`),
    ...Object.entries(RUNNERS)
      .filter(([runner]) => app.split(/\s+/).includes(runner))
      .flatMap(([, needed]) => needed.filter((one) => !packages.has(one))),
  ];
  const from = stackFrom(project);
  const isByHand = withStacks(readFileSync(join(root, main), "utf8"), from) === undefined;
  const settings = join(root, SETTINGS);
  const missing = existsSync(settings)
    ? Object.entries(entriesMissing(api, readFileSync(settings, "utf8")))
    : [];
  return [
    ...missing.flatMap(([list, lines]) =>
      lines.length === 0 ? [] : [{ what: `Add to guard.${list} in ${SETTINGS}:`, lines }],
    ),
    ...(isByHand
      ? [{ what: `Add to ${main}, the second line before the app synthesizes:`, lines: linesByHand(from) }]
      : []),
    ...(wanted.length === 0
      ? []
      : [{ what: "Install what is missing:", lines: [`${manager.add} ${wanted.join(" ")}`] }]),
    ...(packages.has(name)
      ? []
      : [
          {
            what: `Where ${name}@${version} is in no registry, install its file before "init", whose workflow then has the file's path:`,
            lines: [`${manager.add} ./vendor/${packedFile({ name, version })}`],
          },
        ]),
    {
      what: "Serve it, and see who may call what:",
      lines: [`${manager.run} gatehouse start`, `${manager.run} gatehouse access`],
    },
  ];
}

/** As npm pack names it: `gatehouse-dev-gatehouse-0.1.0.tgz`. */
function packedFile({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
