import type { IdentityPool } from "../../../terraform/model/identity-pool";
import type { UserPool, UserPoolClient } from "../../../terraform/model/user-pool";
import { clientSettings, poolSettings } from "../../terraform/build/user-pool";
import { functionArn, IDENTITY_POOL, POOL, POOL_ARN, PROVIDER, roleArn } from "./names";

export const userPools: readonly UserPool[] = [
  {
    address: "identity/aws_cognito_user_pool.pool",
    id: POOL,
    arn: POOL_ARN,
    name: "petstore",
    endpoint: PROVIDER,
    issuer: `https://${PROVIDER}`,
    settings: poolSettings,
    users: [],
    clients: [
      client("app", ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
      client("scripts", ["ALLOW_USER_PASSWORD_AUTH"]),
      client("other", ["ALLOW_USER_PASSWORD_AUTH"]),
    ],
    groups: [
      {
        address: "identity/aws_cognito_user_group.user",
        name: "user",
        precedence: 20,
        roleArn: roleArn("user"),
      },
      {
        address: "identity/aws_cognito_user_group.admin",
        name: "admin",
        precedence: 10,
        roleArn: roleArn("admin"),
      },
    ],
    resourceServers: [
      {
        address: "identity/aws_cognito_resource_server.api",
        identifier: "api",
        scopes: ["read", "write"],
      },
    ],
    preTokenGeneration: { functionArn: functionArn("trigger"), version: "V2_0" },
  },
];

export const identityPools: readonly IdentityPool[] = [
  {
    address: "identity/aws_cognito_identity_pool.pool",
    id: IDENTITY_POOL,
    name: "petstore",
    allowUnauthenticated: false,
    allowClassicFlow: false,
    providers: ["app", "scripts"].map((clientId) => ({
      clientId,
      providerName: PROVIDER,
      serverSideTokenCheck: true,
    })),
    roleMappings: ["app", "scripts"].map((clientId) => ({
      address: "identity/aws_cognito_identity_pool_roles_attachment.roles",
      identityProvider: `${PROVIDER}:${clientId}`,
      type: "Token" as const,
      ambiguousRoleResolution: "Deny" as const,
    })),
  },
];

function client(id: string, explicitAuthFlows: readonly string[]): UserPoolClient {
  return {
    address: `identity/aws_cognito_user_pool_client.${id}`,
    id,
    name: id,
    hasSecret: false,
    explicitAuthFlows,
    accessTokenSeconds: 900,
    idTokenSeconds: 900,
    refreshTokenSeconds: 86_400,
    settings: { ...clientSettings, hidesUserExistence: true },
  };
}
