import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformOf } from "./large-api";

export const ROLES = 50;

/** A `cdktf.out` of an API of so many routes; `open` has every lock removed. @returns its folder */
export function outputOf(folder: string, routes: number, open = false): string {
  const out = join(folder, `${routes}${open ? "-open" : ""}`);
  const stack = "stacks/large";
  mkdirSync(join(out, stack), { recursive: true });
  const text = JSON.stringify(terraformOf(ROLES, routes), undefined, 2);
  writeFileSync(join(out, stack, "cdk.tf.json"), open ? text.replaceAll('"AWS_IAM"', '"NONE"') : text);
  const large = {
    name: "large",
    constructPath: "large",
    workingDirectory: stack,
    synthesizedStackPath: `${stack}/cdk.tf.json`,
    annotations: [],
    dependencies: [],
  };
  writeFileSync(join(out, "manifest.json"), JSON.stringify({ version: "0.21.0", stacks: { large } }));
  return out;
}

/** A folder of HCL with so many resources: an API, and for each path a resource, a method and an integration. */
export function hclOf(folder: string, resources: number): string {
  const out = join(folder, "hcl");
  mkdirSync(out, { recursive: true });
  const paths = Array.from({ length: Math.floor((resources - 1) / 3) }, (_, at) => pathHcl(`thing${at}`));
  const head =
    'provider "aws" {\n  region = "eu-central-1"\n}\n\nresource "aws_api_gateway_rest_api" "large" {\n  name = "large"\n}\n';
  writeFileSync(join(out, "main.tf"), [head, ...paths].join("\n"));
  return out;
}

function pathHcl(name: string): string {
  return `resource "aws_api_gateway_resource" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.large.id
  parent_id   = aws_api_gateway_rest_api.large.root_resource_id
  path_part   = "${name}"
}

resource "aws_api_gateway_method" "${name}" {
  rest_api_id   = aws_api_gateway_rest_api.large.id
  resource_id   = aws_api_gateway_resource.${name}.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.large.id
  resource_id = aws_api_gateway_resource.${name}.id
  http_method = aws_api_gateway_method.${name}.http_method
  type        = "MOCK"
}
`;
}

/** A state as `terraform show -json` prints it, of an API and parameters, which have no say in access. @returns its file */
export function stateOf(folder: string, megabytes: number): string {
  const api = { id: "abcdefghij", root_resource_id: "root000000", name: "large" };
  const methods = Array.from({ length: 500 }, (_, at) => `thing${at}`).flatMap((name) => [
    resource("aws_api_gateway_resource", name, {
      id: `r-${name}`,
      rest_api_id: api.id,
      parent_id: api.root_resource_id,
      path_part: name,
      path: `/${name}`,
    }),
    resource("aws_api_gateway_method", name, {
      rest_api_id: api.id,
      resource_id: `r-${name}`,
      http_method: "GET",
      authorization: "AWS_IAM",
    }),
  ]);
  const value = "x".repeat(4_000);
  const parameters = Array.from({ length: Math.round((megabytes * 1_000_000) / 4_300) }, (_, at) =>
    resource("aws_ssm_parameter", `p${at}`, { id: `p${at}`, name: `p${at}`, type: "String", value }),
  );
  const resources = [
    resource("aws_api_gateway_rest_api", "large", {
      ...api,
      execution_arn: `arn:aws:execute-api:eu-central-1:111122223333:${api.id}`,
    }),
    ...methods,
    ...parameters,
  ];
  const file = join(folder, "state.json");
  const state = {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources } },
  };
  writeFileSync(file, JSON.stringify(state));
  return file;
}

function resource(type: string, name: string, values: object) {
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
    values,
    sensitive_values: {},
  };
}
