/** A plan as `terraform show -json` prints it, of as little as a test needs. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into it at any depth
export type Document = any;

interface Planned {
  readonly address: string;
  /** The values that are known. */
  readonly values?: Record<string, unknown>;
  /** Names of arguments that are known after apply. */
  readonly unknown?: Record<string, unknown>;
  readonly actions?: string[];
  readonly before?: Record<string, unknown>;
}

/** Resources of the root, with the expressions of the configuration by address without index. */
export function plan(resources: readonly Planned[], expressions: Record<string, object>): Document {
  const shown = resources.map(({ address, values = {} }) => ({ ...named(address), values }));
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources: shown } },
    resource_changes: resources.map(({ actions = ["create"], address, before, unknown = {}, values }) => ({
      ...named(address),
      change: { actions, before: before ?? null, after: values ?? {}, after_unknown: unknown },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } } },
      root_module: {
        resources: Object.entries(expressions).map(([address, of]) => ({
          address,
          mode: "managed",
          expressions: of,
        })),
      },
    },
  };
}

export function named(address: string): {
  address: string;
  mode: string;
  type: string;
  name: string;
  index?: string;
} {
  const [, type = "", name = "", index] = /^(\w+)\.([\w-]+)(?:\["(.*)"\])?$/.exec(address) ?? [];
  return { address, mode: "managed", type, name, ...(index !== undefined && { index }) };
}

/** `refs("aws_x.y.id")`: how a plan tells of an expression that is this attribute, or is made from it. */
export function refs(...references: string[]): { references: string[] } {
  const wholes = references.flatMap((reference) => {
    const whole = /^((?:module\.)?\w+\.[\w-]+(?:\[[^\]]*\])?)\./.exec(reference)?.[1];
    return whole && !reference.startsWith("var.") ? [reference, whole] : [reference];
  });
  return { references: wholes };
}

const api = "aws_api_gateway_rest_api.shop";

/** A plan that creates an API of one IAM method, and a role whose policy is known after apply. */
export function creation(): Document {
  return plan(
    [
      {
        address: api,
        values: { name: "shop" },
        unknown: { id: true, execution_arn: true, root_resource_id: true, policy: true },
      },
      {
        address: "aws_api_gateway_resource.pets",
        values: { path_part: "pets" },
        unknown: { id: true, rest_api_id: true, parent_id: true },
      },
      {
        address: "aws_api_gateway_method.get",
        values: { http_method: "GET", authorization: "AWS_IAM" },
        unknown: { rest_api_id: true, resource_id: true },
      },
      {
        address: "aws_api_gateway_integration.get",
        values: { http_method: "GET", type: "MOCK" },
        unknown: { rest_api_id: true, resource_id: true },
      },
      {
        address: "aws_api_gateway_deployment.d",
        values: { triggers: { api: "1" } },
        unknown: { id: true, rest_api_id: true },
      },
      {
        address: "aws_api_gateway_stage.v1",
        values: { stage_name: "v1" },
        unknown: { rest_api_id: true, deployment_id: true },
      },
      {
        address: "aws_iam_role.user",
        values: { name: "user", assume_role_policy: TRUST },
        unknown: { arn: true, managed_policy_arns: true },
      },
      { address: "aws_iam_role_policy.user", values: { name: "p", role: "user" }, unknown: { policy: true } },
    ],
    {
      [api]: { name: { constant_value: "shop" } },
      "aws_api_gateway_resource.pets": {
        rest_api_id: refs(`${api}.id`),
        parent_id: refs(`${api}.root_resource_id`),
      },
      "aws_api_gateway_method.get": {
        rest_api_id: refs(`${api}.id`),
        resource_id: refs("aws_api_gateway_resource.pets.id"),
      },
      "aws_api_gateway_integration.get": {
        rest_api_id: refs(`${api}.id`),
        resource_id: refs("aws_api_gateway_resource.pets.id"),
      },
      "aws_api_gateway_deployment.d": { rest_api_id: refs(`${api}.id`) },
      "aws_api_gateway_stage.v1": {
        rest_api_id: refs(`${api}.id`),
        deployment_id: refs("aws_api_gateway_deployment.d.id"),
      },
      "aws_iam_role.user": { name: {}, assume_role_policy: {} },
      "aws_iam_role_policy.user": {
        role: refs("aws_iam_role.user.name"),
        policy: refs(`${api}.execution_arn`),
      },
    },
  );
}

export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
});

/** The expressions of one resource of a plan, to be changed. */
export function expressionsOf(document: Document, address: string): Document {
  return document.configuration.root_module.resources.find((r: Document) => r.address === address)
    .expressions;
}
