import {
  type ConfigurationRoot,
  type Positions,
  type Resolved,
  resolveRoots,
  stackRoots,
} from "../language/configuration";
import type { Notice } from "../model";
import { hclRoot } from "./hcl";
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
  const { configurations, noticed, positions } = configurationsOf(roots, strict);
  if (configurations.length === 0) return united(shown);
  // A configuration does not tell its account: that of the states and plans beside it is the best that is known.
  const configured = resolveRoots(configurations, shown[0]?.accountId ?? accountId, strict);
  const read = { ...configured, resources: [], notices: noticed(), positions: positions() };
  return united([...shown, configured, read]);
}

/** A plan or state, in which references are followed already. */
function resolvedShown({ name, source }: Root, accountId: string): Resolved | undefined {
  const prefix = name === "" ? "" : `${name}/`;
  if (source.kind === "plan") return resolvePlan(source.document, source.side ?? "after", accountId, prefix);
  return source.kind === "state" ? resolveState(source.document, accountId, prefix) : undefined;
}

/** All configurations, which are evaluated together, and what is noticed meanwhile. */
function configurationsOf(
  roots: readonly Root[],
  strict: boolean,
): { readonly configurations: readonly ConfigurationRoot[]; noticed(): Notice[]; positions(): Positions } {
  const written = roots.flatMap(({ name, source }) => (source.kind === "hcl" ? [hclRoot(source, name)] : []));
  const stacks = roots.flatMap(({ source }) => (source.kind === "stacks" ? source.stacks : []));
  return {
    configurations: [...stackRoots(stacks, strict), ...written],
    noticed: () => written.flatMap(({ noticed }) => [...noticed.values()]),
    positions: () => new Map(written.flatMap(({ positions }) => [...positions])),
  };
}

/** The region and account are those of the root that has the API. */
function united(parts: readonly Resolved[]): Resolved {
  const [first] = parts;
  const home = parts.find(({ resources }) => resources.some(({ type }) => isApi(type))) ?? first;
  const notices = parts.flatMap((part) => part.notices ?? []);
  const positions = new Map(parts.flatMap((part) => [...(part.positions ?? [])]));
  return {
    region: home?.region ?? "",
    accountId: home?.accountId ?? "",
    resources: parts.flatMap(({ resources }) => resources),
    ...(notices.length > 0 && { notices }),
    ...(positions.size > 0 && { positions }),
  };
}

function isApi(type: string): boolean {
  return type === "aws_api_gateway_rest_api" || type === "aws_apigatewayv2_api";
}
