import type { AccessMatrix, MatrixRoute } from "../matrix";

/** By the key of an API of the old side, the key of the same API on the new side. */
export type PairedApis = ReadonlyMap<string, string>;

export function apiKey({ apiAddress, kind }: Pick<MatrixRoute, "apiAddress" | "kind">): string {
  return `${kind} ${apiAddress}`;
}

/**
 * Which API of one side is which of the other: the one of the same address, else the one of the same name, else the
 * only one of its kind. An API that is left over is shown on its own side: it is new, or gone.
 */
export function pairedApis(base: AccessMatrix, head: AccessMatrix): PairedApis {
  const [before, after] = [apisOf(base), apisOf(head)];
  const pairs = new Map([...before.keys()].filter((key) => after.has(key)).map((key) => [key, key]));
  const left = () => ({
    base: [...before].filter(([key]) => !pairs.has(key)),
    head: [...after].filter(([key]) => ![...pairs.values()].includes(key)),
  });
  const byName = left();
  for (const [key, route] of byName.base) {
    const isLike = ([, other]: [string, MatrixRoute]) =>
      other.kind === route.kind && other.apiName === route.apiName;
    const [found, ...others] = byName.head.filter(isLike);
    if (found && others.length === 0 && byName.base.filter(isLike).length === 1) pairs.set(key, found[0]);
  }
  for (const [key, { kind }] of left().base) {
    const [only, ...others] = [...after].filter(([, other]) => other.kind === kind);
    const isOnly = [...before].filter(([, other]) => other.kind === kind).length === 1;
    if (only && others.length === 0 && isOnly) pairs.set(key, only[0]);
  }
  return pairs;
}

function apisOf({ routes }: AccessMatrix): ReadonlyMap<string, MatrixRoute> {
  return new Map(routes.map((route) => [apiKey(route), route]));
}
