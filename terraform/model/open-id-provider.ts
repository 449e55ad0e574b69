/** An OpenID Connect issuer whose tokens STS takes. */
export interface OpenIdProvider {
  readonly address: string;
  /** `arn:aws:iam::123456789012:oidc-provider/token.example` */
  readonly arn: string;
  /** The issuer without its scheme: `token.example/path`. Condition keys begin with it. */
  readonly name: string;
  /** One of them must be a token's audience. */
  readonly clientIds: readonly string[];
}
