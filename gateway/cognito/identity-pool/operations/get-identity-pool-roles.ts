import * as v from "valibot";
import type { IdentityPool } from "../../../../terraform/model";
import { requiredText } from "../../../protocol/input";
import { signedPoolOperation } from "../signed-operation";

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles = signedPoolOperation({
  name: "GetIdentityPoolRoles",
  input: v.object({ IdentityPoolId: requiredText }),
  run: (_, { pool }) => ({
    IdentityPoolId: pool.id,
    Roles: {
      ...(pool.authenticatedRoleArn !== undefined && { authenticated: pool.authenticatedRoleArn }),
      ...(pool.unauthenticatedRoleArn !== undefined && { unauthenticated: pool.unauthenticatedRoleArn }),
    },
    RoleMappings: Object.fromEntries(
      pool.roleMappings.map((mapping) => [mapping.identityProvider, describedMapping(mapping)]),
    ),
  }),
});

function describedMapping({ ambiguousRoleResolution, rules, type }: IdentityPool["roleMappings"][number]) {
  return {
    Type: type,
    AmbiguousRoleResolution: ambiguousRoleResolution,
    ...(rules && {
      RulesConfiguration: {
        Rules: rules.map(({ claim, match, roleArn, value }) => ({
          Claim: claim,
          MatchType: match,
          Value: value,
          RoleARN: roleArn,
        })),
      },
    }),
  };
}
