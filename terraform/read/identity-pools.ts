import { TerraformError } from "../error";
import type { IdentityPool, RoleMappingRule } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

const ATTACHMENT = "aws_cognito_identity_pool_roles_attachment";

/** The identity pools with their roles and role mappings. */
export function readIdentityPools(resources: Resources): readonly IdentityPool[] {
  const pools = resources.ofType("aws_cognito_identity_pool");
  const ids = pools.map((pool) => pool.link("id"));
  resources.requireParent(ATTACHMENT, "identity_pool_id", ids, "identity pool");
  return pools.map((pool) => {
    const id = pool.link("id");
    const attachments = resources.where(ATTACHMENT, "identity_pool_id", id);
    const [attachment, second] = attachments;
    // One pool has one set of roles: the second attachment would overwrite the first.
    if (second)
      throw new TerraformError(
        "duplicate",
        `its pool's roles are also set by ${attachment?.address}`,
        second.address,
      );
    return {
      address: pool.address,
      id,
      name: pool.label("identity_pool_name"),
      allowUnauthenticated: pool.flag("allow_unauthenticated_identities", false),
      allowClassicFlow: pool.flag("allow_classic_flow", false),
      providers: pool.blocks("cognito_identity_providers").map((provider) => ({
        clientId: provider.link("client_id"),
        providerName: provider.link("provider_name"),
        serverSideTokenCheck: provider.flag("server_side_token_check", false),
      })),
      ...(attachment ? rolesOf(attachment) : { roleMappings: [] }),
    };
  });
}

function rolesOf(
  attachment: Fields,
): Pick<IdentityPool, "authenticatedRoleArn" | "roleMappings" | "unauthenticatedRoleArn" | "unknown"> {
  const unknown = ["roles", "role_mapping"]
    .map((name) => attachment.unknownOf(name))
    .find((text) => text !== undefined);
  if (unknown !== undefined) return { roleMappings: [], unknown };
  const { authenticated, unauthenticated } = attachment.map("roles");
  return {
    ...(authenticated !== undefined && { authenticatedRoleArn: authenticated }),
    ...(unauthenticated !== undefined && { unauthenticatedRoleArn: unauthenticated }),
    roleMappings: attachment.blocks("role_mapping").map((mapping) => {
      const type = mapping.oneOf("type", ["Token", "Rules"]);
      return {
        address: attachment.address,
        identityProvider: mapping.text("identity_provider"),
        type,
        ambiguousRoleResolution: mapping.oneOf("ambiguous_role_resolution", ["AuthenticatedRole", "Deny"]),
        ...(type === "Rules" && { rules: mapping.blocks("mapping_rule").map(readRule) }),
      };
    }),
  };
}

function readRule(rule: Fields): RoleMappingRule {
  return {
    claim: rule.text("claim"),
    match: rule.oneOf("match_type", ["Equals", "NotEqual", "StartsWith", "Contains"]),
    value: rule.text("value"),
    roleArn: rule.text("role_arn"),
  };
}
