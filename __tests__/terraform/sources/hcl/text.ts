import { parse } from "@cdktf/hcl2json";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../../terraform/model";
import { type ReadOptions, readTerraform } from "../../../../terraform/read";

export interface Source extends ReadOptions {
  readonly texts?: Readonly<Record<string, string>>;
}

export async function read(
  files: Readonly<Record<string, string>>,
  { texts = {}, ...options }: Source = {},
): Promise<ApiModel> {
  const parsed = Object.entries(files).map(async ([path, text]) => ({ path, json: await parse(path, text) }));
  const readText = (path: string) => (Object.hasOwn(texts, path) ? texts[path] : undefined);
  return readTerraform({ kind: "hcl", files: await Promise.all(parsed), readText }, options);
}

/** `GET /pets anonymous: allow`, one for each cell. */
export function cells(model: ApiModel): string[] {
  return accessMatrix(model).routes.flatMap(({ cells: all, method, path }) =>
    all.map(({ decision, principal }) => `${method} ${path} ${principal}: ${decision}`),
  );
}

export const notices = ({ notices: all }: ApiModel): string[] =>
  all.map(({ address, message }) => `${address}: ${message}`);

export const API = `
provider "aws" { region = "eu-west-1" }
resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
resource "aws_api_gateway_resource" "pets" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "pets"
}`;

/** A method of /pets. */
export const method = (name: string, verb: string, rest: string): string => `
resource "aws_api_gateway_method" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = "${verb}"
  ${rest}
}`;

export const OPEN = method("list", "GET", 'authorization = "NONE"');
export const SIGNED = method("list", "GET", 'authorization = "AWS_IAM"');

export const integration = (name: string): string => `
resource "aws_api_gateway_integration" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_method.list.resource_id
  http_method = aws_api_gateway_method.list.http_method
  type        = "MOCK"
}`;
