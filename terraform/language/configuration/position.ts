/** Where a block begins in a file of HCL. */
export interface Position {
  /** As the reader names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Positions of blocks by address without the keys of instances: `module.role.aws_iam_role.staff`. */
export type Positions = ReadonlyMap<string, Position>;

/**
 * The position of what an address names, or of the nearest block around it: of `aws_iam_role.staff["clerk"]` the
 * resource, of a route in an API's body the API, of a resource in a module that is not available the call.
 */
export function positionOf(positions: Positions, address: string): Position | undefined {
  for (let name = withoutKeys(address); name !== ""; name = around(name)) {
    const found = positions.get(name);
    if (found) return found;
  }
  return undefined;
}

/** `module.role["clerk"].aws_iam_role.staff[0]` as `module.role.aws_iam_role.staff`: all instances are one block. */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, "");
}

/** Without its last part: what stands in parentheses, or behind the last dot. */
function around(address: string): string {
  const [route] = / \(.*\)$/.exec(address) ?? [];
  if (route !== undefined) return address.slice(0, -route.length);
  return address.slice(0, Math.max(0, address.lastIndexOf(".")));
}
