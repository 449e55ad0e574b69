/** Who vouches for callers, and what changes of it between two sides. */
export type { TrustResource } from "./estate";
export { speaksOfTrust } from "./speaks";
export type { Settled, TrustChange, TrustDifference, TrustKind, UntoldTrust } from "./trust-change";
export { type TrustSide, trustChanges } from "./trust-changes";
