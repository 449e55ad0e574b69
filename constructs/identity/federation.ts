import { CognitoIdentityProvider } from "@cdktf/provider-aws/lib/cognito-identity-provider";
import { Construct } from "constructs";
import * as v from "valibot";
import { literals } from "../arguments/literal";
import { anyText, checkProps, type Entries, fields, listOf, mapOf, refWith, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { type SecretSource, secretSchema, secretValue } from "./secret";
import type { UserPoolRef } from "./user-pool";

/** The client that the identity provider knows the user pool by. */
interface SocialLogin {
  /** The client's id at the provider. */
  readonly clientId: string;
  /** The client's secret at the provider. */
  readonly secret: SecretSource;
}

export interface FederationProps {
  /** The pool whose users sign in elsewhere. */
  readonly userPool: UserPoolRef;
  /** Google, with an OAuth client of a Google Cloud project. @default none */
  readonly google?: SocialLogin;
  /** Facebook, with the id and secret of an app at Meta. @default none */
  readonly facebook?: SocialLogin;
  /** Login with Amazon, with the id and secret of a security profile. @default none */
  readonly amazon?: SocialLogin;
  /** Sign in with Apple, with a private key of the team. @default none */
  readonly apple?: {
    readonly servicesId: string;
    readonly teamId: string;
    readonly keyId: string;
    readonly privateKey: SecretSource;
  };
  /** OIDC issuers by the name that the sign-in page shows. */
  readonly oidc?: Readonly<
    Record<string, SocialLogin & { readonly issuer: string; readonly scopes?: readonly string[] }>
  >;
  /** SAML identity providers by name. `email` is the assertion's attribute with the address. */
  readonly saml?: Readonly<Record<string, { readonly metadataUrl: string; readonly email: string }>>;
}

const social = { clientId: someText, secret: secretSchema } satisfies Entries<SocialLogin>;

/** The identity providers, as an environment names them. */
export const providerEntries = {
  google: v.exactOptional(fields(social)),
  facebook: v.exactOptional(fields(social)),
  amazon: v.exactOptional(fields(social)),
  apple: v.exactOptional(
    fields({ servicesId: someText, teamId: someText, keyId: someText, privateKey: secretSchema }),
  ),
  oidc: v.exactOptional(
    mapOf(fields({ ...social, issuer: anyText, scopes: v.exactOptional(listOf(someText, 1)) })),
  ),
  saml: v.exactOptional(mapOf(fields({ metadataUrl: anyText, email: someText }))),
} satisfies Entries<Omit<FederationProps, "userPool">>;

const PROPS = {
  userPool: refWith("id", "arn", "endpoint"),
  ...providerEntries,
} satisfies Entries<FederationProps>;

/**
 * Identity providers of a user pool: users sign in with an account of another service. Only name and e-mail are mapped to
 * attributes. Access depends on the pool's own groups, never on a claim of another issuer.
 */
export class Federation extends Construct {
  /** The names that clients list, beside `COGNITO`. */
  readonly names: readonly string[];
  /** The identity providers. An app client that names them must depend on them. */
  readonly providers: readonly CognitoIdentityProvider[];

  /** @throws DeclarationError `PROVIDER_NAME_INVALID`, `PROVIDER_NAME_TAKEN`, `PROVIDER_URL_INVALID`, `SECRET_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: FederationProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { google, facebook, amazon, apple, oidc = {}, saml = {} } = props;
    checkTaken([
      ...(google ? ["Google"] : []),
      ...(facebook ? ["Facebook"] : []),
      ...(amazon ? ["LoginWithAmazon"] : []),
      ...(apple ? ["SignInWithApple"] : []),
      ...Object.keys(oidc),
      ...Object.keys(saml),
    ]);
    this.providers = [
      ...(google ? [this.social(props, "Google", "openid email profile", google)] : []),
      ...(facebook ? [this.social(props, "Facebook", "public_profile,email", facebook)] : []),
      ...(amazon ? [this.social(props, "LoginWithAmazon", "profile postal_code", amazon)] : []),
      ...(apple ? [this.apple(props, apple)] : []),
      ...Object.entries(oidc).map(([name, login]) => this.oidc(props, name, login)),
      ...Object.entries(saml).map(([name, login]) => this.saml(props, name, login)),
    ];
    this.names = this.providers.map((provider) => provider.providerNameInput as string);
  }

  private social(
    props: FederationProps,
    name: string,
    scopes: string,
    login: SocialLogin,
  ): CognitoIdentityProvider {
    const subject = { Google: "sub", Facebook: "id" }[name] ?? "user_id";
    return this.provider(
      props,
      name,
      name,
      { email: "email", username: subject },
      {
        authorize_scopes: scopes,
        client_id: login.clientId,
        client_secret: secretValue(this, `secret.${name}`, login.secret),
      },
    );
  }

  private apple(
    props: FederationProps,
    login: NonNullable<FederationProps["apple"]>,
  ): CognitoIdentityProvider {
    return this.provider(
      props,
      "SignInWithApple",
      "SignInWithApple",
      { email: "email", username: "sub" },
      {
        authorize_scopes: "email name",
        client_id: login.servicesId,
        team_id: login.teamId,
        key_id: login.keyId,
        private_key: secretValue(this, "secret.SignInWithApple", login.privateKey),
      },
    );
  }

  private oidc(
    props: FederationProps,
    name: string,
    login: NonNullable<FederationProps["oidc"]>[string],
  ): CognitoIdentityProvider {
    checkName(name);
    checkUrl(name, login.issuer);
    return this.provider(
      props,
      name,
      "OIDC",
      { email: "email", username: "sub" },
      {
        authorize_scopes: (login.scopes ?? ["openid", "email"]).join(" "),
        client_id: login.clientId,
        client_secret: secretValue(this, `secret.${name}`, login.secret),
        oidc_issuer: login.issuer,
        attributes_request_method: "GET",
      },
    );
  }

  private saml(
    props: FederationProps,
    name: string,
    login: NonNullable<FederationProps["saml"]>[string],
  ): CognitoIdentityProvider {
    checkName(name);
    checkUrl(name, login.metadataUrl);
    return this.provider(
      props,
      name,
      "SAML",
      { email: login.email },
      {
        MetadataURL: login.metadataUrl,
        EncryptedResponses: "true",
        IDPSignout: "true",
      },
    );
  }

  private provider(
    props: FederationProps,
    name: string,
    type: string,
    attributeMapping: Record<string, string>,
    providerDetails: Record<string, string>,
  ): CognitoIdentityProvider {
    return new CognitoIdentityProvider(this, name, {
      userPoolId: props.userPool.id,
      providerName: name,
      providerType: type,
      attributeMapping: literals(attributeMapping),
      providerDetails: literals(providerDetails),
      lifecycle: {
        // AWS adds these values from the metadata.
        ...(type === "SAML" && {
          ignoreChanges: [
            'provider_details["ActiveEncryptionCertificate"]',
            'provider_details["SSORedirectBindingURI"]',
            'provider_details["SLORedirectBindingURI"]',
          ],
        }),
      },
    });
  }
}

function checkTaken(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new DeclarationError(
    "PROVIDER_NAME_TAKEN",
    `Two identity providers are named "${twice}"; a user pool tells them by their names.`,
  );
}

function checkName(name: string): void {
  if (/^[A-Za-z][A-Za-z0-9-]{0,31}$/.test(name)) return;
  throw new DeclarationError(
    "PROVIDER_NAME_INVALID",
    `"${name}" cannot name an identity provider: use up to 32 letters, digits and hyphens, a letter first.`,
  );
}

function checkUrl(name: string, url: string): void {
  if (/^(https:\/\/|.*\$\{)/.test(url)) return;
  throw new DeclarationError(
    "PROVIDER_URL_INVALID",
    `The identity provider "${name}" is at "${url}"; expected https://.`,
  );
}
