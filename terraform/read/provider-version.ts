type Version = readonly [major: number, minor: number, patch: number];

/**
 * Whether only versions of a provider before another one fit what is asked for. What is not understood asks for nothing.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 *
 * @param asked `~> 6.25, < 6.28.1`
 */
export function isBefore(asked: string, version: Version): boolean {
  return asked.split(",").some((part) => {
    const limit = limitIn(part.trim());
    return limit !== undefined && compare(limit.first, version) <= (limit.isIn ? -1 : 0);
  });
}

/** The first version that is too new, or the newest that fits. */
function limitIn(part: string): { readonly first: Version; readonly isIn: boolean } | undefined {
  const [, operator = "", major = "", minor, patch] =
    /^(=|~>|<=?|)\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(part) ?? [];
  if (major === "") return undefined;
  const written: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  if (operator === "<") return { first: written, isIn: false };
  if (operator !== "~>") return { first: written, isIn: true };
  // Only the last number that is written may rise.
  if (patch !== undefined) return { first: [written[0], written[1] + 1, 0], isIn: false };
  return minor === undefined ? undefined : { first: [written[0] + 1, 0, 0], isIn: false };
}

function compare(one: Version, other: Version): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}
