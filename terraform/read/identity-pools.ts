import { FIXED_LIMITS } from "../../contract/aws-limits";
import { TerraformError } from "../error";
import { isRecord, sameValue, type Value } from "../language/expression";
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
    // A pool has one set of roles: a second attachment would overwrite the first.
    if (second)
      throw new TerraformError(
        "DUPLICATE",
        `its pool's roles are also set by ${attachment?.address}`,
        second.address,
      );
    const roles: Roles = attachment ? rolesOf(attachment) : { roleMappings: [] };
    const unknown =
      pool.uncertain ??
      attachment?.uncertain ??
      pool.unknownOf("allow_unauthenticated_identities") ??
      pool.unknownOf("allow_classic_flow");
    const classicFlow = isOpen(pool, "allow_classic_flow");
    if (classicFlow) report(pool, "allow_classic_flow", resources);
    const isRoleless = attachment !== undefined && isWithoutGuests(roles) && classicFlow === false;
    if (isOpen(pool, "allow_unauthenticated_identities") && !isRoleless)
      report(pool, "allow_unauthenticated_identities", resources);
    return {
      address: pool.address,
      id,
      name: pool.name("identity_pool_name"),
      // An unknown value makes the decisions for guests unknown.
      allowUnauthenticated: isOpen(pool, "allow_unauthenticated_identities") !== false,
      allowClassicFlow: classicFlow === true,
      providers: pool.blocks("cognito_identity_providers").map((provider) => ({
        clientId: provider.link("client_id"),
        providerName: provider.link("provider_name"),
        serverSideTokenCheck: provider.flag("server_side_token_check", false),
      })),
      ...(OTHER_LOGINS.some((name) => !isEmpty(pool.raw(name))) && { hasOtherLogins: true }),
      ...(resources.reading.strict && servedParts(pool, resources)),
      ...roles,
      ...(unknown !== undefined && { unknown }),
    };
  });
}

/** What only the gate reads. */
function servedParts(
  pool: Fields,
  resources: Resources,
): Pick<
  IdentityPool,
  "developerProviderName" | "openIdProviderArns" | "principalTags" | "samlProviderArns" | "supportedLogins"
> {
  const developerProviderName = isEmpty(pool.raw("developer_provider_name"))
    ? undefined
    : pool.text("developer_provider_name");
  const maps = resources.where(PRINCIPAL_TAG, "identity_pool_id", pool.link("id"));
  const arns = (name: string) => (isEmpty(pool.raw(name)) ? [] : pool.loosely().links(name));
  const [openIdProviderArns, samlProviderArns] = [
    arns("openid_connect_provider_arns"),
    arns("saml_provider_arns"),
  ];
  return {
    ...(developerProviderName !== undefined && { developerProviderName }),
    ...(openIdProviderArns.length > 0 && { openIdProviderArns }),
    ...(samlProviderArns.length > 0 && { samlProviderArns }),
    ...(isRecord(pool.raw("supported_login_providers")) && {
      supportedLogins: pool.knownMap("supported_login_providers"),
    }),
    ...(maps.length > 0 && {
      principalTags: maps.map((map) => ({
        providerName: map.link("identity_provider_name"),
        tags: map.flag("use_defaults", false) ? DEFAULT_TAGS : map.map("principal_tags"),
      })),
    }),
  };
}

const PRINCIPAL_TAG = "aws_cognito_identity_pool_provider_principal_tag";
/** https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html */
const DEFAULT_TAGS = { client: "aud", username: "sub" };

const OTHER_LOGINS = [
  "developer_provider_name",
  "openid_connect_provider_arns",
  "saml_provider_arns",
  "supported_login_providers",
];

/** A state writes an empty text, list or map for what is not set. An unknown value may be anything. */
function isEmpty(value: Value | undefined): boolean {
  return (
    [undefined, null, ""].includes(value as null) ||
    sameValue(value as Value, []) ||
    sameValue(value as Value, {})
  );
}

const OPENINGS = {
  allow_unauthenticated_identities: "any caller gets credentials of the pool's role for guests",
  allow_classic_flow: "a signed-in user may name the role to assume, and the role mapping is ignored",
} as const;

/** Undefined where it is unknown: the pool is unknown, too. */
function isOpen(pool: Fields, argument: keyof typeof OPENINGS): boolean | undefined {
  return pool.unknownOf(argument) === undefined ? pool.flag(argument, false) : undefined;
}

/** Reports an argument that lets callers bypass the role mapping. */
function report(pool: Fields, argument: keyof typeof OPENINGS, resources: Resources): void {
  resources.danger(pool.address, `${argument} is true: ${OPENINGS[argument]}`);
}

type Roles = Pick<
  IdentityPool,
  "authenticatedRoleArn" | "roleMappings" | "unauthenticatedRoleArn" | "unknown"
>;

/** Without a role for them, guests get an identity and no credentials. */
function isWithoutGuests({ unauthenticatedRoleArn, unknown }: Roles): boolean {
  return unauthenticatedRoleArn === undefined && unknown === undefined;
}

function rolesOf(attachment: Fields): Roles {
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
        ...(type === "Rules" && { rules: rulesOf(mapping, attachment) }),
      };
    }),
  };
}

/** AWS refuses more when they are applied, and which of them it would ask is then not told. */
function rulesOf(mapping: Fields, { address }: Fields): readonly RoleMappingRule[] {
  const rules = mapping.blocks("mapping_rule").map(readRule);
  const { most } = FIXED_LIMITS.rulesPerRoleMapping;
  if (rules.length > most)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `a role mapping has ${rules.length} rules; AWS takes ${most}`,
      address,
      "role_mapping",
    );
  return rules;
}

function readRule(rule: Fields): RoleMappingRule {
  return {
    claim: rule.text("claim"),
    match: rule.oneOf("match_type", ["Equals", "NotEqual", "StartsWith", "Contains"]),
    value: rule.text("value"),
    roleArn: rule.text("role_arn"),
  };
}
