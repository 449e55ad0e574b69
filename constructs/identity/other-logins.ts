/** Identity providers of an identity pool beside its user pool, as arguments of its resources. Pure. */

import type { CognitoIdentityPoolConfig } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import type { CognitoIdentityPoolRolesAttachmentRoleMapping } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import * as v from "valibot";
import { FIXED_LIMITS } from "../../contract/aws-limits";
import { literal } from "../arguments/literal";
import { anyText, fields, type Immutable, listOf, mapOf, oneOf, type Same, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";

/** A claim of the provider's token that gives a role. A missing claim matches no rule, not even `not-equals`. */
export interface RoleRule {
  /** The claim of the token that is compared. */
  readonly claim: string;
  /** How the claim is compared with `value`. */
  readonly match: "equals" | "not-equals" | "starts-with" | "contains";
  /** The value to compare with. */
  readonly value: string;
  /** One of the declared roles. */
  readonly role: string;
}

/** Which role a user of a provider gets. */
interface Login {
  /** The first matching rule decides; a user whom none matches gets no role. At most 25. */
  readonly rules: readonly RoleRule[];
}

/** Identity providers besides the user pool, whose tokens the identity pool exchanges for credentials. */
export interface OtherLogins {
  /** Google, by an OAuth client's id. @default none */
  readonly google?: Login & { readonly clientId: string };
  /** Facebook, by an app's id. @default none */
  readonly facebook?: Login & { readonly appId: string };
  /** Login with Amazon, by an app's id. @default none */
  readonly amazon?: Login & { readonly appId: string };
  /** Sign in with Apple, by a services id. @default none */
  readonly apple?: Login & { readonly servicesId: string };
  /** OIDC providers of IAM (`OidcProvider`), such as Auth0 or Okta, by their issuer without https://. */
  readonly oidc?: Readonly<Record<string, Login & { readonly arn: string }>>;
  /** SAML providers of IAM, by ARN. */
  readonly saml?: Readonly<Record<string, Login>>;
  /**
   * A backend of your own that authenticates users. Its tokens have no claims for rules, so all of its users get one role.
   * A change of the name replaces the pool.
   */
  readonly developer?: { readonly name: string; readonly role: string };
}

const rules = listOf(
  fields({
    claim: someText,
    match: oneOf(["equals", "not-equals", "starts-with", "contains"]),
    value: someText,
    role: someText,
  }),
);

/** The arguments of the identity pool. */
export const loginsSchema = fields({
  google: v.exactOptional(fields({ rules, clientId: someText })),
  facebook: v.exactOptional(fields({ rules, appId: someText })),
  amazon: v.exactOptional(fields({ rules, appId: someText })),
  apple: v.exactOptional(fields({ rules, servicesId: someText })),
  oidc: v.exactOptional(mapOf(fields({ rules, arn: anyText }))),
  saml: v.exactOptional(mapOf(fields({ rules }))),
  developer: v.exactOptional(fields({ name: someText, role: someText })),
});

({ logins: true }) satisfies {
  readonly logins: Same<Immutable<v.InferOutput<typeof loginsSchema>>, OtherLogins>;
};

const SOCIAL = {
  google: "accounts.google.com",
  facebook: "graph.facebook.com",
  amazon: "www.amazon.com",
  apple: "appleid.apple.com",
} as const;

export function loginArguments(logins: OtherLogins): Partial<CognitoIdentityPoolConfig> {
  const social = Object.fromEntries(socialLogins(logins).map(([provider, id]) => [provider, id]));
  const oidc = Object.values(logins.oidc ?? {}).map((login) => login.arn);
  const saml = Object.keys(logins.saml ?? {});
  const { developer } = logins;
  if (developer && !/^[\w.-]{1,100}$/.test(developer.name)) {
    throw new DeclarationError(
      "DEVELOPER_PROVIDER_INVALID",
      `The developer provider is named "${developer.name}"; expected up to 100 letters, digits and . _ -.`,
    );
  }
  return {
    ...(Object.keys(social).length > 0 && { supportedLoginProviders: social }),
    ...(oidc.length > 0 && { openidConnectProviderArns: oidc }),
    ...(saml.length > 0 && { samlProviderArns: saml }),
    ...(developer && { developerProviderName: developer.name }),
  };
}

/**
 * @param roleArns of the declared roles
 * @throws DeclarationError `RULE_ROLE_UNKNOWN`, `RULES_MISSING`, `RULES_TOO_MANY`
 */
export function otherMappings(
  logins: OtherLogins,
  roleArns: Readonly<Record<string, string>>,
): { readonly mappings: CognitoIdentityPoolRolesAttachmentRoleMapping[]; readonly authenticated?: string } {
  const arnOf = (role: string, place: string): string => {
    const arn = roleArns[role];
    if (arn !== undefined) return arn;
    const known = Object.keys(roleArns).join(", ");
    throw new DeclarationError(
      "RULE_ROLE_UNKNOWN",
      `${place} gives the role "${role}"; declared are ${known}.`,
    );
  };
  const mapping = (identityProvider: string, place: string, { rules }: Login) => {
    checkRules(place, rules);
    return {
      identityProvider,
      type: "Rules",
      // A user who matches no rule gets no role.
      ambiguousRoleResolution: "Deny",
      mappingRule: rules.map((rule) => ({
        claim: literal(rule.claim),
        matchType: MATCHES[rule.match],
        value: literal(rule.value),
        roleArn: arnOf(rule.role, `A rule of ${place}`),
      })),
    };
  };
  const mappings = [
    ...socialLogins(logins).map(([provider, , login]) => mapping(provider, provider, login)),
    // A role mapping names an OIDC provider by its ARN as well.
    ...Object.entries(logins.oidc ?? {}).map(([name, login]) => mapping(login.arn, name, login)),
    ...Object.entries(logins.saml ?? {}).map(([arn, login]) => mapping(arn, arn, login)),
  ];
  const { developer } = logins;
  if (!developer) return { mappings };
  return { mappings, authenticated: arnOf(developer.role, "The developer provider") };
}

const MATCHES = {
  equals: "Equals",
  "not-equals": "NotEqual",
  "starts-with": "StartsWith",
  contains: "Contains",
} as const;

function socialLogins(logins: OtherLogins): (readonly [provider: string, id: string, login: Login])[] {
  const { google, facebook, amazon, apple } = logins;
  return [
    ...(google ? [[SOCIAL.google, google.clientId, google] as const] : []),
    ...(facebook ? [[SOCIAL.facebook, facebook.appId, facebook] as const] : []),
    ...(amazon ? [[SOCIAL.amazon, amazon.appId, amazon] as const] : []),
    ...(apple ? [[SOCIAL.apple, apple.servicesId, apple] as const] : []),
  ];
}

function checkRules(place: string, rules: readonly RoleRule[]): void {
  if (rules.length === 0) {
    throw new DeclarationError(
      "RULES_MISSING",
      `The login by ${place} has no rules: its users would get no role, or all of them the same one.`,
    );
  }
  const { most } = FIXED_LIMITS.rulesPerRoleMapping;
  if (rules.length > most) {
    throw new DeclarationError(
      "RULES_TOO_MANY",
      `The login by ${place} has ${rules.length} rules; Cognito accepts ${most}.`,
    );
  }
}
