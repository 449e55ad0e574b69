import { unqualified } from "../access/decide";
import { TerraformError } from "../error";
import type { UserGroup, UserPool, UserPoolClient, UserPoolSettings } from "../model";
import { readOauth, unknownAddresses } from "./client-oauth";
import type { Fields } from "./fields";
import { readPoolPages } from "./pool-pages";
import type { Resources } from "./resources";
import { readTokenValidity } from "./token-validity";
import { readClientSettings } from "./user-pool/client-settings";
import { readPoolSettings } from "./user-pool/settings";
import { readUsers } from "./user-pool/users";

const PARTS = ["aws_cognito_user_pool_client", "aws_cognito_user_group", "aws_cognito_resource_server"];
/** Parts that only the gate reads. */
const SERVED_PARTS = ["aws_cognito_user", "aws_cognito_user_in_group"];

/** The user pools with their clients, groups and resource servers. */
export function readUserPools(resources: Resources): readonly UserPool[] {
  const pools = resources.ofType("aws_cognito_user_pool");
  const ids = pools.map((pool) => pool.link("id"));
  for (const part of resources.reading.strict ? [...PARTS, ...SERVED_PARTS] : PARTS)
    resources.requireParent(part, "user_pool_id", ids, "user pool");
  return pools.map((pool) => {
    const id = pool.link("id");
    warnOfSignUp(pool, resources);
    const settings = readPoolSettings(pool);
    warnOfTriggers(pool, settings, resources);
    const parts = (type: string) => resources.where(type, "user_pool_id", id);
    if (pool.strict)
      for (const client of parts("aws_cognito_user_pool_client")) warnOfAddresses(client, resources);
    return {
      address: pool.address,
      id,
      arn: pool.link("arn"),
      name: pool.name(),
      endpoint: pool.link("endpoint"),
      issuer: `https://${pool.link("endpoint")}`,
      settings,
      clients: parts("aws_cognito_user_pool_client").map(readClient),
      groups: parts("aws_cognito_user_group").map(readGroup),
      users: pool.strict ? readUsers(id, resources) : [],
      resourceServers: parts("aws_cognito_resource_server").map((server) => ({
        address: server.address,
        identifier: server.link("identifier"),
        scopes: server.blocks("scope").map((scope) => scope.link("scope_name")),
      })),
      ...preTokenGeneration(pool),
      ...userNames(pool),
      ...readPoolPages(parts),
    };
  });
}

/**
 * By default anyone may sign up, so that a route for every signed-in user is open to anyone.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUserConfigType.html
 */
function warnOfSignUp(pool: Fields, resources: Resources): void {
  if (pool.unknownOf("admin_create_user_config") !== undefined) {
    resources.warn(pool.address, "it is not known whether anyone may sign up");
    return;
  }
  const [config] = pool.blocks("admin_create_user_config");
  if (!config?.flag("allow_admin_create_user_only", false))
    resources.warn(
      pool.address,
      "anyone may sign up, and may then call every route for signed-in users: allow_admin_create_user_only is not true",
    );
}

/** Only a strict reader serves the OAuth endpoints. */
function warnOfAddresses(client: Fields, resources: Resources): void {
  for (const argument of unknownAddresses(client))
    resources.warn(
      client.address,
      `addresses in ${argument} are known only after apply: no user is sent there from the login pages`,
    );
}

/** Only a strict reader reads triggers. */
function warnOfTriggers(pool: Fields, { triggers }: UserPoolSettings, resources: Resources): void {
  const known = new Set(resources.ofType("aws_lambda_function").map((lambda) => lambda.link("arn")));
  for (const arn of new Set(Object.values(triggers)))
    if (!known.has(unqualified(arn)))
      resources.warn(
        pool.address,
        `the trigger's function ${arn} is not of this Terraform: what it is run for fails here`,
      );
}

/** An unknown setting counts as case-sensitive: that never gives a user the access of another name. */
function userNames(pool: Fields): Pick<UserPool, "ignoresCase"> {
  if (pool.unknownOf("username_configuration") !== undefined) return {};
  const [names] = pool.blocks("username_configuration");
  return names?.flag("case_sensitive", true) === false ? { ignoresCase: true } : {};
}

/** Where both forms are set, they must name the same function: AWS refuses two. */
function preTokenGeneration(pool: Fields): Pick<UserPool, "preTokenGeneration"> {
  const [triggers] = pool.blocks("lambda_config");
  const [config] = triggers?.blocks("pre_token_generation_config") ?? [];
  const plain = triggers?.optionalLink("pre_token_generation");
  if (!config)
    return plain === undefined ? {} : { preTokenGeneration: { functionArn: plain, version: "V1_0" } };
  const functionArn = config.link("lambda_arn");
  if (plain !== undefined && plain !== functionArn)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      "lambda_config names two functions for pre-token generation",
      pool.address,
    );
  return {
    preTokenGeneration: { functionArn, version: config.oneOf("lambda_version", ["V1_0", "V2_0", "V3_0"]) },
  };
}

// The flows of a client that sets none.
const DEFAULT_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

function readClient(client: Fields): UserPoolClient {
  const flows = client.links("explicit_auth_flows");
  return {
    address: client.address,
    id: client.link("id"),
    name: client.name(),
    hasSecret: client.unknownOf("generate_secret") === undefined && client.flag("generate_secret", false),
    explicitAuthFlows: flows.length > 0 ? flows : DEFAULT_FLOWS,
    ...readTokenValidity(client),
    ...readOauth(client),
    settings: readClientSettings(client),
  };
}

function readGroup(group: Fields): UserGroup {
  const precedence =
    group.unknownOf("precedence") === undefined ? group.optionalNumber("precedence") : undefined;
  const unknown = group.unknownOf("role_arn") ?? group.unknownOf("precedence");
  const roleArn = group.optionalLink("role_arn");
  return {
    address: group.address,
    name: group.link("name"),
    ...(unknown !== undefined && { unknown }),
    ...(precedence !== undefined && { precedence }),
    ...(roleArn !== undefined && { roleArn }),
  };
}
