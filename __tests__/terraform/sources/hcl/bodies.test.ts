import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { cells, read } from "./text";

/** Shapes that configurations in the wild have, each small: what is told is told, and the rest is unknown. */

describe("files", () => {
  const api = (path: string) => `resource "aws_api_gateway_rest_api" "a" {
    name = "a"
    body = file("${path}")
  }`;
  const body = (path: string) => JSON.stringify({ openapi: "3.0.1", paths: { [path]: { get: {} } } });
  const texts = { "api.json": body("/of-the-root"), "modules/api/api.json": body("/of-the-module") };
  const routes = async (path: string) =>
    accessMatrix(
      await read(
        { "main.tf": 'module "api" { source = "./modules/api" }', "modules/api/main.tf": api(path) },
        { texts },
      ),
    ).routes.map((route) => route.path);

  test.each([
    ["api.json", "/of-the-root"],
    ["${path.root}/api.json", "/of-the-root"],
    ["${path.module}/api.json", "/of-the-module"],
    ["./modules/../modules/api/api.json", "/of-the-module"],
  ])("%s, named in a module, is that of %s: Terraform runs in the root", async (path, route) => {
    expect(await routes(path)).toEqual([route]);
  });

  test("data.template_file gives its template, with its variables and no other names", async () => {
    const files = (named: string) => ({
      "main.tf": `
        variable "stage" { default = "dev" }
        data "template_file" "api" {
          template = file("api.tpl")
          vars     = { first = "pets-\${var.stage}" }
        }
        resource "aws_api_gateway_rest_api" "a" {
          name = "a"
          body = data.template_file.api.rendered
        }`,
      named,
    });
    const model = (named: string) =>
      read({ "main.tf": files(named)["main.tf"] }, { texts: { "api.tpl": body(`/\${${named}}`) } });
    expect(cells(await model("first"))).toContain("GET /pets-dev anonymous: allow");
    expect((await model("var.stage")).apis[0]?.unknown).toContain(
      "a template names var, which it is not given",
    );
  });
});

describe("a body that is encoded with unknown parts", () => {
  const encoded = (encode: string, security: string, title = "var.title"): string => `
    variable "title" {}
    variable "pool" {}
    variable "scheme" {}
    resource "aws_lb" "shop" { name = "shop" }
    resource "aws_api_gateway_rest_api" "a" {
      name = "a"
      body = ${encode}({
        openapi = "3.0.1"
        info    = { title = ${title}, version = "1" }
        paths   = {
          "/open"   = { get = { x-amazon-apigateway-integration = { type = "HTTP_PROXY", uri = "http://\${aws_lb.shop.dns_name}/" } } }
          "/closed" = { get = { security = ${security} } }
        }
        components = {
          securitySchemes = {
            pool = {
              type                         = "apiKey"
              name                         = "Authorization"
              in                           = "header"
              x-amazon-apigateway-authtype = "cognito_user_pools"
              x-amazon-apigateway-authorizer = { type = "cognito_user_pools", providerARNs = [var.pool] }
            }
          }
        }
      })
    }`;

  test.each(["jsonencode", "yamlencode"])("%s: those without a say are passed over", async (encode) => {
    expect(cells(await read({ "main.tf": encoded(encode, "[{ pool = [] }]") }))).toEqual([
      "GET /open anonymous: allow",
      "GET /open signed-in: allow",
      "GET /closed anonymous: deny",
      "GET /closed signed-in: unknown",
    ]);
  });

  test.each([
    ["security", "var.scheme"],
    ["a scheme's name", "[{ (var.scheme) = [] }]"],
  ])("%s has a say: no route is known", async (_, security) => {
    const model = await read({ "main.tf": encoded("jsonencode", security) });
    expect(model.apis[0]).toMatchObject({ methods: [], unknown: expect.stringContaining("var.scheme") });
  });
});
