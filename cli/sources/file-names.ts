import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { GuardConfig, Verdict } from "../../terraform/access/guard";
import type { Positions } from "../../terraform/sources";

/** Names of files: `main.tf` in what is read of a root, `infra/main.tf` in the configuration of the repository. */
export interface FileNames {
  /** A configuration with the names that the root has. */
  ofRoot(config: GuardConfig): GuardConfig;
  /** A verdict of it with the names that the repository has. */
  ofRepository(verdict: Verdict): Verdict;
  /** Positions, of files also by those names. */
  located(positions: Positions): Positions;
}

const AS_THEY_ARE: FileNames = {
  ofRoot: (config) => config,
  ofRepository: (verdict) => verdict,
  located: (positions) => positions,
};
const FILE = /\.(tf|tofu|tfvars)(\.json)?$/;

/**
 * Tells the files of several roots apart in one configuration. Where several roots are read together, a name may be of
 * each of them, and stays as it is.
 *
 * @param roots the paths that are read
 * @param inRepository the path of a file from the root of the repository; undefined outside of it
 */
export function fileNames(
  [root = "", ...others]: readonly string[],
  inRepository: (file: string) => string | undefined,
): FileNames {
  const folder = inRepository(join(root, "x.tf"))?.slice(0, -"x.tf".length);
  if (others.length > 0 || folder === undefined || !existsSync(root) || !statSync(root).isDirectory())
    return AS_THEY_ARE;
  const isFile = (address: string) => FILE.test(address) && existsSync(join(root, address));
  const inRoot = (path: string) => {
    if (path.startsWith(folder) && isFile(path.slice(folder.length))) return path.slice(folder.length);
    // The same name without the folder is a file of another root.
    return isFile(path) ? `/${path}` : path;
  };
  const toRepository = (address: string) => (isFile(address) ? folder + address : address);
  const entries = new Map<unknown, unknown>();
  const withName = <T extends { readonly resource: string }>(one: T): T => {
    const named = { ...one, resource: inRoot(one.resource) };
    entries.set(named, one);
    return named;
  };
  return {
    ofRoot: ({ unknown, ...config }) => ({ ...config, ...(unknown && { unknown: unknown.map(withName) }) }),
    ofRepository: (verdict) => ({
      ...verdict,
      unknown: verdict.unknown.map((one) => ({ ...one, resource: toRepository(one.resource) })),
      accepted: verdict.accepted.map((one) => ({ ...one, resource: toRepository(one.resource) })),
      stale: verdict.stale.map((entry) => (entries.get(entry) ?? entry) as typeof entry),
    }),
    located: (positions) =>
      new Map([...positions, ...[...positions].map(([name, place]) => [toRepository(name), place] as const)]),
  };
}
