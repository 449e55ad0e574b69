import type { ApiModel, IamRole, IdentityPool } from "../../../../terraform/model";
import type { Backend } from "../../data-plane/integrations/http/backend";
import { ACCOUNT, EXECUTION_ARN, roleArn } from "../../petstore/names";
import { byIdentityPool, role } from "../../petstore/roles";
import { withPool } from "./pool-client";

/** An identity pool that takes logins of an OpenID Connect issuer, of Google and of a SAML provider. */

export const ISSUER = "login.example.com/tenant";
export const OIDC = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
export const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/directory`;
export const AWS = "https://signin.aws.amazon.com/saml";

const may = (name: string, ...methods: string[]): IamRole =>
  role(name, byIdentityPool, ...methods.map((method) => `${EXECUTION_ARN}/dev/${method}`));

const pool: Partial<IdentityPool> = {
  allowUnauthenticated: true,
  allowClassicFlow: true,
  openIdProviderArns: [OIDC],
  samlProviderArns: [SAML],
  supportedLogins: { "accounts.google.com": "google-app", "graph.facebook.com": "7" },
  authenticatedRoleArn: roleArn("reader"),
  unauthenticatedRoleArn: roleArn("none"),
  roleMappings: [
    {
      address: "roles",
      identityProvider: OIDC,
      type: "Rules",
      ambiguousRoleResolution: "AuthenticatedRole",
      rules: [{ claim: "plan", match: "Equals", value: "gold", roleArn: roleArn("writer") }],
    },
    { address: "roles", identityProvider: SAML, type: "Token", ambiguousRoleResolution: "Deny" },
    // Whose roles a Google token may name is not documented: none.
    {
      address: "roles",
      identityProvider: "accounts.google.com",
      type: "Token",
      ambiguousRoleResolution: "AuthenticatedRole",
    },
  ],
};

/** The model with the pool, its roles and its providers. */
export const withOtherLogins =
  (metadata: string) =>
  (model: ApiModel): ApiModel => ({
    ...withPool(pool, [
      may("reader", "GET/pets"),
      may("writer", "GET/pets", "POST/pets"),
      may("staff", "POST/pets"),
      may("none"),
    ])(model),
    openIdProviders: [
      {
        address: "identity/aws_iam_openid_connect_provider.login",
        arn: OIDC,
        name: ISSUER,
        clientIds: ["app"],
      },
    ],
    samlProviders: [
      {
        address: "identity/aws_iam_saml_provider.directory",
        arn: SAML,
        name: "directory",
        metadata,
      },
    ],
  });

/** Discovery and keys of an issuer. */
export function serve(backend: Backend, name: string, path: string, jwk: object): void {
  backend.answerWith(({ url }, response) =>
    response.end(
      JSON.stringify(
        url === `${path}/.well-known/openid-configuration`
          ? { issuer: name, jwks_uri: `${new URL(name).origin}/keys` }
          : { keys: [jwk] },
      ),
    ),
  );
}
