/** The signature algorithms that can be allowed. All are asymmetric, so no public key can be used as a secret. */
export const algorithms = ["RS256", "ES256", "EdDSA"] as const;

export type Algorithm = (typeof algorithms)[number];

/** One issuer of tokens, and everything that a token of it must be. */
export interface Issuer {
  /** The exact `iss` claim. A trailing slash counts. */
  readonly issuer: string;
  /** Where its JWKS is: https, or http to a loopback host. */
  readonly jwksUrl: string;
  /** The exact audience: this API's identifier at the issuer, or an app client's id. */
  readonly audience: string;
  /**
   * The claim that must carry the audience. Access tokens of a Cognito user pool have no `aud` but `client_id`.
   * @default "aud"
   */
  readonly audienceClaim?: "aud" | "client_id";
  /**
   * What the token is for. `access` and `id` require the claim `token_use` to say so, as a Cognito user pool
   * does. `unmarked`, for issuers that know no such claim, refuses tokens with a claim that only ID tokens have.
   * @default "unmarked"
   */
  readonly tokenUse?: "access" | "id" | "unmarked";
  /**
   * The media types accepted as `typ`, without `application/`, in any case; `absent` stands for none at all.
   * `["at+jwt"]` for an issuer that follows RFC 9068.
   * @default ["absent", "JWT", "at+jwt"]
   */
  readonly types?: readonly string[];
  /** @default ["RS256"] */
  readonly algorithms?: readonly Algorithm[];
  /**
   * The claim that lists the caller's roles, taken literally: dots and slashes are part of the name.
   * @default "roles"
   */
  readonly rolesClaim?: string;
  /**
   * Put before `sub`, so that the same `sub` at two issuers does not become one caller.
   * @default ""
   */
  readonly subjectPrefix?: string;
  /**
   * How far `nbf` and `iat` may lie in the future, in seconds. `exp` has no leeway.
   * @default 60
   */
  readonly clockSkew?: number;
  /**
   * Bytes of the whole token.
   * @default 8192
   */
  readonly maxTokenBytes?: number;
  /** How long keys are used. */
  readonly keys?: KeyLifetimes;
}

export interface KeyLifetimes {
  /**
   * Seconds after which the JWKS is fetched again, and with it a withdrawn key is dead. Longer than a fetch may take.
   * @default 600
   */
  readonly ttl?: number;
  /**
   * Seconds since the last successful fetch for which known keys are still used while the issuer is down. Values up to
   * the TTL have no effect.
   * @default 3600
   */
  readonly staleLimit?: number;
}

export type IssuerRules = Required<Omit<Issuer, "keys">> & { readonly keys: Required<KeyLifetimes> };

const defaults = {
  audienceClaim: "aud",
  tokenUse: "unmarked",
  types: ["absent", "JWT", "at+jwt"],
  algorithms: ["RS256"],
  rolesClaim: "roles",
  subjectPrefix: "",
  clockSkew: 60,
  maxTokenBytes: 8_192,
} as const satisfies Partial<Issuer>;

const lifetimes = { ttl: 600, staleLimit: 3_600 } as const satisfies KeyLifetimes;

/** The issuer with every default in place, and `typ`s in the form in which they are compared. */
export function rulesOf(issuer: Issuer): IssuerRules {
  const rules = { ...defaults, ...issuer };
  return {
    ...rules,
    types: rules.types.map((type) => type.toLowerCase()),
    keys: { ...lifetimes, ...issuer.keys },
  };
}
