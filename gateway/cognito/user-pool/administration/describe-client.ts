import type { UserPool, UserPoolClient } from "../../../../terraform/model";
import type { Seal } from "../../../state/seal";
import { clientSecret } from "../client-secret";

/**
 * A client as DescribeUserPoolClient returns it. Its lifetimes are in seconds, whatever unit the Terraform has.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
 */
export function clientDescription(client: UserPoolClient, { id }: UserPool, seal: Seal) {
  const { oauth, settings } = client;
  const secret = clientSecret(client, seal);
  const isOauthClient = oauth !== undefined && "flows" in oauth;
  return {
    UserPoolId: id,
    ClientName: client.name,
    ClientId: client.id,
    ...(secret !== undefined && { ClientSecret: secret }),
    AccessTokenValidity: client.accessTokenSeconds,
    IdTokenValidity: client.idTokenSeconds,
    RefreshTokenValidity: client.refreshTokenSeconds,
    TokenValidityUnits: { AccessToken: "seconds", IdToken: "seconds", RefreshToken: "seconds" },
    ...(settings.readAttributes && { ReadAttributes: settings.readAttributes }),
    ...(settings.writeAttributes && { WriteAttributes: settings.writeAttributes }),
    ExplicitAuthFlows: client.explicitAuthFlows,
    AllowedOAuthFlowsUserPoolClient: isOauthClient,
    ...(isOauthClient && {
      AllowedOAuthFlows: oauth.flows,
      AllowedOAuthScopes: oauth.scopes,
      CallbackURLs: oauth.callbackUrls,
      LogoutURLs: oauth.logoutUrls,
      SupportedIdentityProviders: oauth.identityProviders,
      ...(oauth.defaultRedirectUri !== undefined && { DefaultRedirectURI: oauth.defaultRedirectUri }),
    }),
    PreventUserExistenceErrors: settings.hidesUserExistence ? "ENABLED" : "LEGACY",
    EnableTokenRevocation: settings.revokesTokens,
    AuthSessionValidity: settings.authSessionMinutes,
    ...(settings.rotation && {
      RefreshTokenRotation: {
        Feature: "ENABLED",
        RetryGracePeriodSeconds: settings.rotation.retryGraceSeconds,
      },
    }),
  };
}
