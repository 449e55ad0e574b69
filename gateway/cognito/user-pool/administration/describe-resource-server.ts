import type { UserPool } from "../../../../terraform/model";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerType.html */
export function resourceServerDescription(
  { identifier, scopes }: UserPool["resourceServers"][number],
  { id }: UserPool,
) {
  return {
    UserPoolId: id,
    Identifier: identifier,
    Scopes: scopes.map((scope) => ({ ScopeName: scope })),
  };
}
