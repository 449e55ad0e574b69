/** Where a block begins in a file of HCL. */
export interface Position {
  /** As the reader names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Positions of blocks by address; those of an instance are at the address without its key: `aws_iam_role.staff`. */
export type Positions = ReadonlyMap<string, Position>;

/**
 * The position of what an address names, or of the nearest block around it: of `aws_iam_role.staff["clerk"]` the
 * resource, of a route in an API's body the API, of a resource in a module that is not available the call.
 */
export function positionOf(positions: Positions, address: string): Position | undefined {
  for (let name = address; name !== ""; name = around(name)) {
    const found = positions.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Without its last part: what stands in brackets, or behind the last dot. */
function around(address: string): string {
  const [bracketed] = / \(.*\)$|\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]$/.exec(address) ?? [];
  if (bracketed !== undefined) return address.slice(0, -bracketed.length);
  return address.slice(0, Math.max(0, address.lastIndexOf(".")));
}
