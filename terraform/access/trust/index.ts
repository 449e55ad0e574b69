/** Who vouches for callers, and what changes of it between two sides. */
export type { TrustChange } from "./trust-change";
