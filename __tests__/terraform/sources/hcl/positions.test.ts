import { parse } from "@cdktf/hcl2json";
import { blockPositions, positionOf, resolveTerraform } from "../../../../terraform/sources";

const files = {
  "main.tf": `provider "aws" { region = "eu-west-1" }
module "role" {
  for_each = toset(["clerk", "a.b]"])
  source   = "./role"
}
module "elsewhere" { source = "example.com/api/aws" }
resource "aws_api_gateway_rest_api" "shop" {}`,
  "role/iam.tf": `
resource "aws_iam_role" "staff" {
  count              = 2
  assume_role_policy = "{}"
}`,
};

test.each([
  ["a resource", "aws_api_gateway_rest_api.shop", "main.tf", 7],
  ["a route in the body of an API", "aws_api_gateway_rest_api.shop (GET /pets/{id})", "main.tf", 7],
  ["an instance in an instance of a module", 'module.role["clerk"].aws_iam_role.staff[1]', "role/iam.tf", 2],
  [
    "an instance whose key looks like an address",
    'module.role["a.b]"].aws_iam_role.staff[0]',
    "role/iam.tf",
    2,
  ],
  ["an instance of a module", 'module.role["clerk"]', "main.tf", 2],
  ["what is in a module that is not available", "module.elsewhere.aws_iam_role.x", "main.tf", 6],
])("%s is found", async (_, address, file, line) => {
  const parsed = Object.entries(files).map(async ([path, text]) => ({
    path,
    json: await parse(path, text),
    positions: blockPositions(text, path),
  }));
  const { positions } = resolveTerraform({ kind: "hcl", files: await Promise.all(parsed) });
  expect(positions && positionOf(positions, address)).toEqual({ file, line });
  expect(positions && positionOf(positions, "aws_iam_role.none")).toBeUndefined();
});
