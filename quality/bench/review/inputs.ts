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

/** Of the bytes of a state: what has a say in access. */
const SHARE = 0.05;

interface State {
  readonly file: string;
  /** Of its bytes: what has a say in access. */
  readonly share: number;
}

/** A state as `terraform show -json` prints it, of an API with roles, and of parameters, which have no say in access. */
export function stateOf(folder: string, megabytes: number): State {
  const bytes = megabytes * 1_000_000;
  const api = { id: "abcdefghij", root_resource_id: "root000000", name: "large" };
  const arn = `arn:aws:execute-api:eu-central-1:111122223333:${api.id}`;
  const [said, saidBytes] = upTo(bytes * SHARE, (at) => pathWithRole(`thing${at}`, api, arn));
  const value = "x".repeat(4_000);
  const [parameters, otherBytes] = upTo(bytes - saidBytes, (at) => [
    resource("aws_ssm_parameter", `p${at}`, { id: `p${at}`, name: `p${at}`, type: "String", value }),
  ]);
  const rest = resource("aws_api_gateway_rest_api", "large", { ...api, execution_arn: arn });
  const file = join(folder, "state.json");
  const state = {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: [rest, ...said, ...parameters] } },
  };
  writeFileSync(file, JSON.stringify(state));
  return { file, share: saidBytes / (saidBytes + otherBytes) };
}

/** As many as have these bytes. */
function upTo(bytes: number, make: (at: number) => readonly object[]): readonly [readonly object[], number] {
  const all: object[] = [];
  let sum = 0;
  for (let at = 0; sum < bytes; at++) {
    const made = make(at);
    all.push(...made);
    sum += Buffer.byteLength(JSON.stringify(made));
  }
  return [all, sum];
}

/** A path with a method, and a role that may call it. */
function pathWithRole(
  name: string,
  api: { readonly id: string; readonly root_resource_id: string },
  arn: string,
): readonly object[] {
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trust = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: `${arn}/*/GET/${name}` };
  return [
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
    ...(Number(name.slice("thing".length)) % PATHS_OF_A_ROLE === 0
      ? [
          resource("aws_iam_role", name, {
            id: name,
            name,
            arn: `arn:aws:iam::111122223333:role/${name}`,
            assume_role_policy: policy(trust),
          }),
          resource("aws_iam_role_policy", name, { id: name, name, role: name, policy: policy(allow) }),
        ]
      : []),
  ];
}

/** A role for each so many paths. */
const PATHS_OF_A_ROLE = 100;

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
