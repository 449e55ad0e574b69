import { TerraformError } from "../error";
import type { UserGroup, UserPool, UserPoolClient } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

const PARTS = ["aws_cognito_user_pool_client", "aws_cognito_user_group", "aws_cognito_resource_server"];

/** The user pools with their clients, groups and resource servers. */
export function readUserPools(resources: Resources): readonly UserPool[] {
  const pools = resources.ofType("aws_cognito_user_pool");
  const ids = pools.map((pool) => pool.link("id"));
  for (const part of PARTS) resources.requireParent(part, "user_pool_id", ids, "user pool");
  return pools.map((pool) => {
    const id = pool.link("id");
    const parts = (type: string) => resources.where(type, "user_pool_id", id);
    return {
      address: pool.address,
      id,
      arn: pool.link("arn"),
      name: pool.label("name"),
      issuer: `https://${pool.link("endpoint")}`,
      clients: parts("aws_cognito_user_pool_client").map(readClient),
      groups: parts("aws_cognito_user_group").map(readGroup),
      resourceServers: parts("aws_cognito_resource_server").map((server) => ({
        address: server.address,
        identifier: server.link("identifier"),
        scopes: server.blocks("scope").map((scope) => scope.link("scope_name")),
      })),
      ...preTokenGeneration(pool),
    };
  });
}

/** Where both forms are set they must name one function: AWS refuses two. */
function preTokenGeneration(pool: Fields): Pick<UserPool, "preTokenGeneration"> {
  const [triggers] = pool.blocks("lambda_config");
  const [config] = triggers?.blocks("pre_token_generation_config") ?? [];
  const plain = triggers?.optionalLink("pre_token_generation");
  if (!config)
    return plain === undefined ? {} : { preTokenGeneration: { functionArn: plain, version: "V1_0" } };
  const functionArn = config.link("lambda_arn");
  if (plain !== undefined && plain !== functionArn)
    throw new TerraformError(
      "argument-unsupported",
      "lambda_config names two functions for pre-token generation",
      pool.address,
    );
  return {
    preTokenGeneration: { functionArn, version: config.oneOf("lambda_version", ["V1_0", "V2_0", "V3_0"]) },
  };
}

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

// What Cognito takes where the client names no flows.
const DEFAULT_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

function readClient(client: Fields): UserPoolClient {
  const [units] = client.blocks("token_validity_units");
  const seconds = (
    token: "access_token" | "id_token" | "refresh_token",
    unit: keyof typeof UNITS,
    otherwise: number,
  ) => {
    // 0 is how a state writes that the default holds.
    if (client.unknownOf(`${token}_validity`) !== undefined) return otherwise * UNITS[unit];
    const amount = client.number(`${token}_validity`, 0) || otherwise;
    return amount * UNITS[units?.oneOf(token, Object.keys(UNITS) as (keyof typeof UNITS)[], unit) ?? unit];
  };
  const flows = client.links("explicit_auth_flows");
  return {
    address: client.address,
    id: client.link("id"),
    name: client.label("name"),
    hasSecret: client.unknownOf("generate_secret") === undefined && client.flag("generate_secret", false),
    explicitAuthFlows: flows.length > 0 ? flows : DEFAULT_FLOWS,
    accessTokenSeconds: seconds("access_token", "hours", 1),
    idTokenSeconds: seconds("id_token", "hours", 1),
    refreshTokenSeconds: seconds("refresh_token", "days", 30),
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
