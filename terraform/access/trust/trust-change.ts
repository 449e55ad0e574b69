/** What a change of trust is about. */
export type TrustKind =
  | "authorizer"
  | "function"
  | "code-source"
  | "user-pool"
  | "sign-in"
  | "member"
  | "identity-pool"
  | "role"
  | "federation"
  | "change-right"
  | "resource-policy"
  | "permission"
  | "route"
  | "way-in";

/** A change of who vouches for callers: an issuer, keys, a trust policy, the code of an authorizer. */
export interface TrustChange {
  readonly kind: TrustKind;
  /** Address of the resource that says who vouches. */
  readonly resource: string;
  /** `assume_role_policy`; of a block `environment.variables.ISSUER`. Absent where it is the resource as a whole. */
  readonly argument?: string;
  /** What was trusted before, for people. */
  readonly from: string;
  /** What is trusted now, for people. */
  readonly to: string;
  /**
   * What a waiver names as `to`, to accept this change and no later one: the new value, or a digest of the change. Absent
   * for digests of code and for secrets.
   */
  readonly accepts?: string;
  /** Addresses of what relies on it, such as the authorizer that a function is; empty where callers do themselves. */
  readonly relies: readonly string[];
  /** Address of the principal whose rights change, as `what` names it. */
  readonly holder?: string;
  /** All of it in words, without the address: `ISSUER is "https://b.example/" (was: "https://a.example/")`. */
  readonly what: string;
}

/** A part of who is trusted that is not known on one of the sides, and whose inputs differ. */
export interface UntoldTrust {
  readonly resource: string;
  readonly argument?: string;
  /** What is not known, without the address. */
  readonly why: string;
}

/** How the trust of two sides differs. */
export interface TrustDifference {
  /** Another party is trusted, or more is trusted than before. */
  readonly trust: readonly TrustChange[];
  /** Less is trusted than before, provably. */
  readonly narrowedTrust: readonly TrustChange[];
  readonly undecided: readonly UntoldTrust[];
  readonly settled: Settled;
  /** Whether a resource is compared as trust wherever it stands, or belongs to what no API has. */
  readonly follows: (address: string) => boolean;
}

/** Says whether the comparison of trust has decided about an argument of either side, so that nothing is left to tell. */
export type Settled = (place: { readonly resource: string; readonly argument?: string }) => boolean;
