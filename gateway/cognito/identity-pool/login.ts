import type { Claims } from "../../jwt/sign";
import type { Link } from "./identities";
import type { IdentityPoolContext } from "./identity-pool-operation";

/** A login that was verified: what one of the identity pool's providers says of a user. */
export interface Login {
  /** As `Logins` names it: `cognito-idp.REGION.amazonaws.com/POOL`, an issuer without its scheme, the ARN of a SAML provider. */
  readonly providerName: string;
  /** How role mappings may name the provider: `cognito-idp.REGION.amazonaws.com/POOL:CLIENT`, an ARN. */
  readonly mappedAs: readonly string[];
  /** How maps of principal tags may name it. */
  readonly tagsAs: readonly string[];
  /** What stands between provider and user in `amr`. */
  readonly method: "CognitoSignIn" | "OIDC" | "SAML";
  readonly sub: string;
  readonly claims: Claims;
  /** Roles that the provider names, for mappings of the type Token. */
  readonly roles: { readonly all: readonly string[]; readonly preferred?: string };
}

export function linkOf({ providerName, sub }: Login): Link {
  return { provider: providerName, user: sub };
}

/** ID tokens, or SAML responses, by the name of their provider. */
export type Logins = Readonly<Record<string, string>>;

/**
 * The provider that a login names, and its issuer. A user pool whose issuer is this gate is also named by that address:
 * Amplify takes the name from the token. The name chooses whose tokens are accepted; it vouches for none.
 */
export function providerOf(
  name: string,
  { model }: Pick<IdentityPoolContext, "model">,
): { readonly providerName: string; readonly issuer: string } {
  for (const { endpoint: providerName, issuer } of model.userPools)
    if (name === providerName || name === issuer.replace(/^https?:\/\//, "")) return { providerName, issuer };
  return { providerName: name, issuer: `https://${name}` };
}
