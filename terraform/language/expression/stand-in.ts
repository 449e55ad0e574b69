/**
 * Whether a text stands in for a value that is not known: readers write `(var.issuer)` for it, so that all uses of one
 * unknown value are equal.
 */
export function isStandIn(text: string): boolean {
  return text.startsWith("(");
}
