import { parse } from "@cdktf/hcl2json";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { resolveTerraform } from "../../../../terraform/sources";
import { API, cells, method, OPEN, read } from "./text";

/** Data sources that name a resource of the same Terraform. */

const ALLOWED = ["GET /pets anonymous: allow", "GET /pets signed-in: allow"];

const PROVIDER = 'provider "aws" { region = "eu-west-1" }';

const list = (api: string, resource: string) => `
  resource "aws_api_gateway_method" "list" {
    rest_api_id   = ${api}
    resource_id   = ${resource}
    http_method   = "GET"
    authorization = "NONE"
  }`;

test("an API by name, and its resources by path, also in a module", async () => {
  const data = `
    data "aws_api_gateway_rest_api" "same" { name = "shop" }
    data "aws_api_gateway_resource" "pets" {
      rest_api_id = data.aws_api_gateway_rest_api.same.id
      path        = "/pets"
    }
    data "aws_api_gateway_resource" "root" {
      rest_api_id = data.aws_api_gateway_rest_api.same.id
      path        = "/"
    }`;
  const same = list("data.aws_api_gateway_rest_api.same.id", "data.aws_api_gateway_resource.pets.id");
  expect(cells(await read({ "main.tf": API + data + same }))).toEqual(ALLOWED);
  const root = list("data.aws_api_gateway_rest_api.same.id", "data.aws_api_gateway_resource.root.id");
  expect(cells(await read({ "main.tf": API + data + root }))).toContain("GET / anonymous: allow");
  const split = {
    "main.tf": `${PROVIDER}
      module "api" { source = "./api" }
      module "methods" { source = "./methods" }`,
    "api/main.tf": API.replace(PROVIDER, ""),
    "methods/main.tf": data + same,
  };
  expect(cells(await read(split))).toEqual(ALLOWED);
});

test("an API of which only the policy is in the Terraform has no routes, and gives others no label", async () => {
  const policy = `
    data "aws_api_gateway_rest_api" "other" { name = "other" }
    resource "aws_api_gateway_rest_api_policy" "other" {
      rest_api_id = data.aws_api_gateway_rest_api.other.id
      policy      = "{}"
    }`;
  const { notes, routes } = accessMatrix(await read({ "main.tf": API + OPEN + policy }));
  expect(routes.map(({ api, path }) => ({ api, path }))).toEqual([{ path: "/pets" }]);
  expect(notes).toContainEqual({
    address: "(data.aws_api_gateway_rest_api.other.id)",
    message: "there may be more routes than these: the API is not in this Terraform",
  });
});

test("the name of a service of AWS, as an endpoint takes it", async () => {
  const main = `${PROVIDER}
    data "aws_vpc_endpoint_service" "api" { service = "execute-api" }
    data "aws_vpc_endpoint_service" "other" { service_name = "com.example.a" }
    resource "aws_vpc_endpoint" "api" { service_name = data.aws_vpc_endpoint_service.api.service_name }
    resource "aws_vpc_endpoint" "other" { service_name = data.aws_vpc_endpoint_service.other.service_name }`;
  const files = [{ path: "main.tf", json: await parse("main.tf", main) }];
  const { resources } = resolveTerraform({ kind: "hcl", files });
  expect(resources.map(({ values }) => values.service_name)).toEqual([
    "com.amazonaws.eu-west-1.execute-api",
    "com.example.a",
  ]);
});

test("a resource's path is known below a parent in a module", async () => {
  const main = `${PROVIDER}\nmodule "api" { source = "./api" }`;
  const api = `${API}
    data "aws_api_gateway_resource" "pets" {
      rest_api_id = aws_api_gateway_rest_api.shop.id
      path        = aws_api_gateway_resource.pets.path
    }${list("aws_api_gateway_rest_api.shop.id", "data.aws_api_gateway_resource.pets.id")}`;
  expect(cells(await read({ "main.tf": main, "api/main.tf": api }))).toEqual(ALLOWED);
});

const lockedBy = (pools: string, data: string) => `${API}
  variable "pool" {}
  resource "aws_cognito_user_pool" "people" { name = "people" }
  resource "aws_cognito_user_group" "staff" {
    name         = "staff"
    user_pool_id = aws_cognito_user_pool.people.id
  }
  ${data}
  resource "aws_api_gateway_authorizer" "people" {
    name          = "people"
    rest_api_id   = aws_api_gateway_rest_api.shop.id
    type          = "COGNITO_USER_POOLS"
    provider_arns = ${pools}
  }
  ${method(
    "list",
    "GET",
    `authorization = "COGNITO_USER_POOLS"
     authorizer_id = aws_api_gateway_authorizer.people.id`,
  )}`;

test.each([
  ["data.aws_cognito_user_pools.p.arns", 'data "aws_cognito_user_pools" "p" { name = "people" }'],
  [
    "[data.aws_cognito_user_pool.p.arn]",
    'data "aws_cognito_user_pool" "p" { user_pool_id = aws_cognito_user_pool.people.id }',
  ],
  [
    "[data.aws_ssm_parameter.p.value]",
    `data "aws_ssm_parameter" "p" { name = "/pool" }
     resource "aws_ssm_parameter" "p" {
       name  = "/pool"
       type  = "String"
       value = aws_cognito_user_pool.people.arn
     }`,
  ],
])("a user pool: %s", async (pools, data) => {
  expect(cells(await read({ "main.tf": lockedBy(pools, data) }))).toContain("GET /pets group:staff: allow");
});

test.each([
  ["another name", 'data "aws_cognito_user_pools" "p" { name = "customers" }'],
  ["a name that is not known", 'data "aws_cognito_user_pools" "p" { name = var.pool }'],
  [
    "another region",
    'data "aws_cognito_user_pools" "p" {\n name = "people"\n provider = aws.peer\n}\nprovider "aws" {\n alias = "peer"\n region = "us-east-1"\n}',
  ],
])("of %s is not the resource of this Terraform", async (_, data) => {
  expect(cells(await read({ "main.tf": lockedBy("data.aws_cognito_user_pools.p.arns", data) }))).toContain(
    "GET /pets group:staff: unknown",
  );
});

test("a name that two resources have is not known to be one of them", async () => {
  const twice = `${API}${OPEN}
    resource "aws_api_gateway_rest_api" "twin" { name = "shop" }
    data "aws_api_gateway_rest_api" "one" { name = "shop" }
    ${method("add", "POST", "authorization = data.aws_api_gateway_rest_api.one.description")}`;
  expect(cells(await read({ "main.tf": twice }))).toContain("POST /pets anonymous: unknown");
});

test("a data source that a resource of its type depends on has an answer", async () => {
  const main = `${API}${OPEN}
    data "aws_api_gateway_rest_api" "shop" { name = "shop" }
    resource "aws_api_gateway_rest_api" "second" { name = "\${data.aws_api_gateway_rest_api.shop.name}-2" }
    resource "aws_api_gateway_rest_api" "more" {
      for_each = toset([data.aws_api_gateway_rest_api.shop.id])
      name     = each.key
    }`;
  const model = await read({ "main.tf": main });
  const shop = model.apis.find(({ name }) => name === "shop");
  expect(model.apis.map(({ name }) => name).sort()).toEqual([shop?.id, "shop", "shop-2"]);
});
