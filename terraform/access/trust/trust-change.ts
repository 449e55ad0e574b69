/** A change of who vouches for callers: an issuer, keys, a trust policy, the code of an authorizer. */
export interface TrustChange {
  /** Address of the resource that says who vouches. */
  readonly resource: string;
  /** `assume_role_policy`; of a block `environment.variables.ISSUER`. Absent where it is the resource as a whole. */
  readonly argument?: string;
  /** What changes, without the address: `trusts the issuer https://b.example/ (was: https://a.example/)`. */
  readonly what: string;
}
