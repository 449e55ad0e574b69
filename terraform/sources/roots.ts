import { TerraformError } from "../error";
import {
  type AppliedRoot,
  Problems,
  type Resolved,
  resolveRoots,
  stackRoots,
} from "../language/configuration";
import { own } from "../language/expression";
import type { Notice } from "../model";
import { isApi } from "../types";
import { type HclRoot, hclRoot } from "./hcl";
import { missingRoots } from "./missing-roots";
import { resolvePlan } from "./show/plan";
import { resolveState } from "./show/state";
import type { Root } from "./source";

/**
 * The resources of roots that are one system.
 *
 * @param accountId of roots that do not tell theirs
 * @throws TerraformError
 */
export function resolveTogether(roots: readonly Root[], accountId: string, strict: boolean): Resolved {
  const shown = roots.flatMap((root) => resolvedShown(root, accountId) ?? []);
  const applied = shown.map(({ resolved, root: { location, name } }): AppliedRoot => {
    const { accountId, outputs = {}, resources } = resolved;
    return { name, accountId, outputs, resources, ...(location !== undefined && { location }) };
  });
  const problems = new Problems(strict);
  const written = roots.flatMap(({ location, name, source }) =>
    source.kind === "hcl" ? [hclRoot(source, name, problems, location)] : [],
  );
  const stacks = roots.flatMap(({ source }) => (source.kind === "stacks" ? source.stacks : []));
  const configurations = [...stackRoots(stacks, problems), ...written];
  nameUnused(roots, written, problems);
  const parts = shown.map(({ resolved }) => resolved);
  for (const notice of missingRoots(parts, applied)) problems.note(notice);
  if (configurations.length === 0) return united(parts, problems.notices);
  // A configuration does not tell its account: that of the states and plans beside it is the best that is known.
  const configured = resolveRoots(
    configurations,
    shown[0]?.resolved.accountId ?? accountId,
    problems,
    applied,
  );
  const positions = new Map(written.flatMap((root) => [...root.positions]));
  return united([...parts, { ...configured, positions }]);
}

/** Of the variables that a command line names. */
export const NOTHING_DECLARES_IT = "is given, and nothing declares it";

/** Names values of a command line that no root declares: Terraform refuses them, or in a file warns of them. */
function nameUnused(roots: readonly Root[], written: readonly HclRoot[], problems: Problems): void {
  const given = roots.flatMap(({ source }) => (source.kind === "hcl" ? (source.given?.named ?? []) : []));
  for (const name of new Set(given))
    if (!written.some(({ stack }) => own(stack.variables, name) !== undefined))
      problems.note({
        address: `var.${name}`,
        message: `it ${NOTHING_DECLARES_IT}`,
        weight: "warning",
      });
}

/** A plan or state, in which references are followed already. */
function resolvedShown(
  root: Root,
  accountId: string,
): { readonly root: Root; readonly resolved: Resolved } | undefined {
  const { location, name, source } = root;
  const prefix = name === "" ? "" : `${name}/`;
  const resolved = () => {
    if (source.kind === "plan")
      return resolvePlan(source.document, source.side ?? "after", accountId, prefix);
    return source.kind === "state" ? resolveState(source.document, accountId, prefix) : undefined;
  };
  try {
    const found = resolved();
    return found && { root, resolved: found };
  } catch (error) {
    const place = location ?? name;
    throw error instanceof TerraformError && place !== "" ? error.at(place) : error;
  }
}

/** The region and account are those of the root that has the API. */
function united(parts: readonly Resolved[], noticed: readonly Notice[] = []): Resolved {
  const [first] = parts;
  const home = parts.find(({ resources }) => resources.some(({ type }) => isApi(type))) ?? first;
  const asked = parts.flatMap(({ awsProvider = [] }) => awsProvider);
  const archives = parts.flatMap((part) => part.archives ?? []);
  const notices = [...parts.flatMap((part) => part.notices ?? []), ...noticed];
  const positions = new Map(parts.flatMap((part) => [...(part.positions ?? [])]));
  return {
    region: home?.region ?? "",
    accountId: home?.accountId ?? "",
    ...(home?.isAccountTold === false && { isAccountTold: false }),
    ...(archives.length > 0 && { archives: () => archives.flatMap((of) => of()) }),
    ...(home?.areIdsTold === false && { areIdsTold: false }),
    ...(asked.length > 0 && { awsProvider: asked.join(", ") }),
    resources: parts.flatMap(({ resources }) => resources),
    ...(notices.length > 0 && { notices }),
    ...(positions.size > 0 && { positions }),
  };
}
