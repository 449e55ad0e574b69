import { Unresolved, type Value } from "../expression";
import type { Self } from "./assigned";
import type { Wanted } from "./lookup";

/** A resource that a data source may mean. */
interface Twin {
  /** Default: the type of the data source. */
  readonly type?: string;
  /** Arguments of the data source, and the attributes of the resource that have the same values; the rarest first. */
  readonly by: Readonly<Record<string, string>>;
}

/** Data sources that name one resource. Their attributes have the names that those of the resource have. */
const TWINS: Readonly<Record<string, readonly Twin[]>> = {
  aws_api_gateway_api_key: [{ by: { id: "id" } }],
  aws_api_gateway_authorizer: [{ by: { authorizer_id: "id" } }],
  aws_api_gateway_domain_name: [{ by: { domain_name: "domain_name" } }],
  aws_api_gateway_resource: [{ by: { path: "path", rest_api_id: "rest_api_id" } }],
  aws_api_gateway_rest_api: [{ by: { name: "name" } }],
  aws_api_gateway_vpc_link: [{ by: { name: "name" } }],
  aws_apigatewayv2_api: [{ by: { api_id: "id" } }],
  aws_apigatewayv2_vpc_link: [{ by: { vpc_link_id: "id" } }],
  aws_cognito_identity_pool: [{ by: { identity_pool_name: "identity_pool_name" } }],
  aws_cognito_user_group: [{ by: { name: "name", user_pool_id: "user_pool_id" } }],
  aws_cognito_user_pool: [{ by: { user_pool_id: "id" } }],
  aws_cognito_user_pool_client: [{ by: { client_id: "id", user_pool_id: "user_pool_id" } }],
  aws_dynamodb_table: [{ by: { name: "name" } }],
  aws_iam_group: [{ by: { group_name: "name" } }],
  aws_iam_policy: [{ by: { arn: "arn" } }, { by: { name: "name" } }],
  aws_iam_role: [{ by: { name: "name" } }],
  aws_iam_user: [{ by: { user_name: "name" } }],
  aws_lambda_alias: [{ by: { function_name: "function_name", name: "name" } }],
  aws_lambda_function: [{ by: { function_name: "function_name" } }, { by: { function_name: "arn" } }],
  aws_s3_bucket: [{ by: { bucket: "bucket" } }],
  aws_secretsmanager_secret: [{ by: { arn: "arn" } }, { by: { name: "name" } }],
  aws_ssm_parameter: [{ by: { name: "name" } }],
};

/** Data sources that list resources: for each attribute, the attribute of the resources. */
const LISTS: Readonly<Record<string, Twin & { readonly lists: Readonly<Record<string, string>> }>> = {
  aws_apigatewayv2_apis: { type: "aws_apigatewayv2_api", by: { name: "name" }, lists: { ids: "id" } },
  aws_cognito_user_pool_clients: {
    type: "aws_cognito_user_pool_client",
    by: { user_pool_id: "user_pool_id" },
    lists: { client_ids: "id", client_names: "name" },
  },
  aws_cognito_user_pools: {
    type: "aws_cognito_user_pool",
    by: { name: "name" },
    lists: { arns: "arn", ids: "id" },
  },
};

/** An attribute of the resource that a data source means; undefined where no resource in the Terraform is meant. */
export function twinAttribute(self: Self, name: string): Value | undefined {
  const list = Object.hasOwn(LISTS, self.type) ? LISTS[self.type] : undefined;
  if (list) return listed(list, self, name);
  if (isRoot(self)) return name === "id" ? rootIdOf(self) : undefined;
  const twins = Object.hasOwn(TWINS, self.type) ? TWINS[self.type] : undefined;
  for (const twin of twins ?? []) {
    const found = wanted(twin, self);
    const [one, second] = found ? self.find(twin.type ?? self.type, found) : [];
    if (one && !second) return attributeOf(one, name);
  }
  return undefined;
}

function listed(
  { by, lists, type = "" }: (typeof LISTS)[string],
  self: Self,
  name: string,
): Value | undefined {
  const of = Object.hasOwn(lists, name) ? lists[name] : undefined;
  const found = of === undefined ? undefined : wanted({ by }, self);
  const resources = found ? self.find(type, found) : [];
  return resources.length === 0 || of === undefined ? undefined : resources.map((each) => each.get(of));
}

/** What a resource must have; undefined where the data source does not write one of the arguments. */
function wanted({ by }: Twin, self: Self): Wanted | undefined {
  const entries = Object.entries(by);
  if (!entries.every(([argument]) => self.has(argument))) return undefined;
  return Object.fromEntries(entries.map(([argument, attribute]) => [attribute, self.get(argument)]));
}

/** Whether a data source means the root of an API, which is no resource of its own. */
function isRoot(self: Self): boolean {
  return self.type === "aws_api_gateway_resource" && self.has("path") && self.get("path") === "/";
}

function rootIdOf(self: Self): Value | undefined {
  const id = self.get("rest_api_id");
  const [api] = self.find("aws_api_gateway_rest_api", { id });
  if (api) return api.get("root_resource_id");
  if (!(id instanceof Unresolved) || !id.is || !READ_API.test(id.is)) return undefined;
  return new Unresolved(id.unknown, id.is.replace(/id$/, "root_resource_id"));
}

/** The id of an API that another data source reads. */
const READ_API = /\bdata\.aws_api_gateway_rest_api\..*\.id$/;

/** The value of a parameter may be written under either name. */
function attributeOf(resource: Self, name: string): Value {
  const isOther = resource.type === "aws_ssm_parameter" && /^(insecure_)?value$/.test(name);
  return resource.get(
    isOther && resource.has("insecure_value") ? "insecure_value" : isOther ? "value" : name,
  );
}
