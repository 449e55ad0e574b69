export interface IdentityPool {
  readonly address: string;
  /** `us-east-1:00000000-0000-0000-0000-000000000000` */
  readonly id: string;
  readonly name: string;
  readonly allowUnauthenticated: boolean;
  readonly allowClassicFlow: boolean;
  /** Why it is not known which roles it hands out. */
  readonly unknown?: string;
  readonly providers: readonly {
    readonly clientId: string;
    /** `cognito-idp.REGION.amazonaws.com/POOL` */
    readonly providerName: string;
    readonly serverSideTokenCheck: boolean;
  }[];
  /** What the pool calls the backend whose users it takes. Only the gate reads it. */
  readonly developerProviderName?: string;
  /** ARNs of OpenID Connect providers whose tokens it takes. Only the gate reads them. Default none. */
  readonly openIdProviderArns?: readonly string[];
  /** ARNs of SAML providers whose assertions it takes. Only the gate reads them. Default none. */
  readonly samlProviderArns?: readonly string[];
  /** Ids of apps at social providers, by the provider: `accounts.google.com`. Only the gate reads them. Default none. */
  readonly supportedLogins?: Readonly<Record<string, string>>;
  /** Claims that become tags of sessions. Only the gate reads them. Default none. */
  readonly principalTags?: readonly {
    /** `cognito-idp.REGION.amazonaws.com/POOL` */
    readonly providerName: string;
    /** The claim by the tag that gets its value. */
    readonly tags: Readonly<Record<string, string>>;
  }[];
  /** Whether people also sign in by what is no user pool: SAML, OpenID Connect, a social provider, a backend. */
  readonly hasOtherLogins?: true;
  /** The default role of signed-in users, where the mapping does not choose. */
  readonly authenticatedRoleArn?: string;
  /** The role of guests. */
  readonly unauthenticatedRoleArn?: string;
  readonly roleMappings: readonly {
    readonly address: string;
    /** `cognito-idp.REGION.amazonaws.com/POOL:CLIENT` */
    readonly identityProvider: string;
    readonly type: "Token" | "Rules";
    readonly ambiguousRoleResolution: "AuthenticatedRole" | "Deny";
    /** Of type Rules: the first that matches chooses. */
    readonly rules?: readonly RoleMappingRule[];
  }[];
}

export interface RoleMappingRule {
  readonly claim: string;
  readonly match: "Equals" | "NotEqual" | "StartsWith" | "Contains";
  readonly value: string;
  readonly roleArn: string;
}
