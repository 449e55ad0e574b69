import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { GuardSide, PlanAction } from "../../terraform/access/guard";
import { readModel } from "../../terraform/read";
import {
  type Positions,
  type Resolved,
  resolveSystem,
  type SourceOptions,
  type TerraformSource,
} from "../../terraform/sources";
import { UsageError } from "../error";
import { evidenceOf } from "./evidence";
import type { RunWith } from "./hcl";
import { type Project, projectAt } from "./project";
import { type OpenedRoot, openRoot, type Side } from "./root";
import { listedIn, type RootPath } from "./roots";
import { isTerraform, terraformBelow } from "./terraform-folders";
import { parseYaml } from "./yaml";

/** One side of Terraform that was read, with the evidence in its archives. */
export interface OpenedSide extends GuardSide {
  /** Where its blocks are, as far as it is HCL; files by their path from the working directory. */
  readonly positions: Positions;
}

export interface Opened extends OpenedSide {
  /** Of a plan: the state before it is applied; of what is beside the plan, the same as after. */
  readonly base?: OpenedSide;
  /** Of a plan: what it does. */
  readonly changes?: readonly PlanAction[];
}

/**
 * The folder that is read where none is named: this one, if its gatehouse.json lists roots, else the project's output.
 *
 * @throws UsageError `NO_PROJECT`, `OUTPUT_MISSING` where the project is not synthesized
 */
export function defaultSource(): string {
  const here = process.cwd();
  if (listedIn(here)) return here;
  const { output, root } = projectOr(here);
  if (listedIn(root)) return root;
  if (existsSync(join(output, "stacks"))) return output;
  throw new UsageError("OUTPUT_MISSING", `There is no Terraform in ${output}; "gatehouse synth" writes it.`);
}

/** Without a project, the error says where there is Terraform that can be named. */
function projectOr(here: string): Project {
  try {
    return projectAt(here);
  } catch (error) {
    if (!(error instanceof UsageError) || error.code !== "NO_PROJECT") throw error;
    const [found] = isTerraform(here) ? ["."] : terraformBelow(here).map((folder) => relative(here, folder));
    if (found === undefined)
      throw new UsageError(
        error.code,
        `No cdktf.json in ${here} or above it, and no Terraform below: give PATH.`,
      );
    throw new UsageError(
      error.code,
      `No cdktf.json in ${here} or above it. There is Terraform in ${found}: "gatehouse access ${found}" reads it.`,
    );
  }
}

/**
 * Opens roots that are one system: folders that cdktf wrote, folders of HCL, and plans and states as
 * `terraform show -json` prints them.
 *
 * @param paths none for a side on which there is nothing
 * @param runWith values of variables, and the workspace: of folders of HCL
 * @throws UsageError `ROOT_REPEATED`, `SOURCE_UNKNOWN`, `SOURCE_BROKEN`, `OPTIONS_CLASH`; TerraformError
 */
export async function openSystem(
  paths: readonly RootPath[],
  runWith: RunWith = {},
  options: SourceOptions = {},
): Promise<Opened> {
  if (paths.length === 0) return sideOf([NOTHING], "after", options);
  const roots = await openRoots(paths, runWith);
  const after = sideOf(roots, "after", options);
  if (!roots.some(({ source }) => source.kind === "plan")) return after;
  const changes = roots.flatMap((root) => changesIn(root, after));
  return { ...after, base: sideOf(roots, "before", options), changes };
}

/**
 * Opens roots that are one system, before they are resolved.
 *
 * @throws UsageError as openSystem()
 */
export async function openRoots(
  paths: readonly RootPath[],
  runWith: RunWith,
): Promise<readonly OpenedRoot[]> {
  const roots = await Promise.all(paths.map((path) => openRoot(path, runWith)));
  refuseUnused(runWith, roots);
  refuseSameNames(roots);
  return roots;
}

/** The resources of opened roots, with the references between them followed. */
export function resolvedRoots(
  roots: readonly OpenedRoot[],
  side: Side,
  options: SourceOptions = {},
): Resolved {
  return resolveSystem(
    roots.map(({ location, prefixes: [prefix = ""], source }) => ({
      name: prefix.replace("/", ""),
      location,
      source: onSide(source, side),
    })),
    options,
  );
}

const NOTHING: OpenedRoot = {
  source: { kind: "stacks", stacks: [] },
  location: "",
  prefixes: [""],
  readArchive: () => () => undefined,
};

/** A plan, a state and a synthesized stack have their values already. */
function refuseUnused({ values = [], workspace }: RunWith, roots: readonly OpenedRoot[]): void {
  if (values.length === 0 && workspace === undefined) return;
  if (roots.some(({ source }) => source.kind === "hcl")) return;
  throw new UsageError(
    "OPTIONS_CLASH",
    "--var, --var-file and --workspace are for folders of HCL; there is none.",
  );
}

/** What a plan does; what is beside it stays as it is. */
function changesIn({ prefixes, source }: OpenedRoot, { resources }: GuardSide): readonly PlanAction[] {
  if (source.kind === "plan") {
    // Loaded only here: no table needs the rules of guard.
    const { parsePlanActions } =
      require("../../terraform/access/guard") as typeof import("../../terraform/access/guard");
    return parsePlanActions(source.document, prefixes[0]);
  }
  return resources
    .filter(({ address }) => prefixes.some((prefix) => address.startsWith(prefix)))
    .map(({ address, type, values }) => ({ address, type, change: "none", before: values, after: values }));
}

function sideOf(roots: readonly OpenedRoot[], side: Side, options: SourceOptions): OpenedSide {
  const resolved = resolvedRoots(roots, side, options);
  const model = readModel(resolved, { parseYaml });
  const archives = roots.map(({ prefixes, readArchive }) => ({ prefixes, read: readArchive(side) }));
  return {
    model,
    evidence: evidenceOf(model, (lambda) =>
      archives
        .find(({ prefixes }) => prefixes.some((prefix) => lambda.address.startsWith(prefix)))
        ?.read(lambda, resolved),
    ),
    resources: resolved.resources,
    positions: resolved.positions ?? new Map(),
  };
}

function onSide(source: TerraformSource, side: Side): TerraformSource {
  return source.kind === "plan" ? { ...source, side } : source;
}

/** Roots have different names; a folder that cdktf wrote has the names of its stacks. */
function refuseSameNames(roots: readonly OpenedRoot[]): void {
  const all = roots.flatMap(({ prefixes }) => prefixes);
  const twice = all.find((prefix, index) => all.indexOf(prefix) !== index);
  if (twice === undefined) return;
  throw new UsageError(
    "ROOT_REPEATED",
    `Two roots are called ${twice.replace("/", "")}; write NAME=PATH for one of them.`,
  );
}
