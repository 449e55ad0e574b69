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

describe("data.local_file", () => {
  const main = (rest = "", written = "") => `
    data "local_file" "api" {
      filename = "\${path.module}/api.json"
      ${rest}
    }
    ${written}
    resource "aws_api_gateway_rest_api" "a" {
      name = "a"
      body = data.local_file.api.content
    }`;
  const body = (path: string) => JSON.stringify({ openapi: "3.0.1", paths: { [path]: { get: {} } } });
  const api = async (text: string, texts = { "api.json": body("/pets") }) =>
    (await read({ "main.tf": text }, { texts })).apis[0];

  test("gives the text of its file", async () => {
    expect((await api(main()))?.methods.map(({ path }) => path)).toEqual(["/pets"]);
    const encoded = main().replace(
      "data.local_file.api.content",
      "base64decode(data.local_file.api.content_base64)",
    );
    expect((await api(encoded))?.methods.map(({ path }) => path)).toEqual(["/pets"]);
  });

  test("gives what a resource writes into the file", async () => {
    const written = `resource "local_file" "api" {
      filename = "\${path.module}/api.json"
      content  = jsonencode(${body("/cats").replaceAll('":', '" =')})
    }`;
    expect((await api(main("", written)))?.methods.map(({ path }) => path)).toEqual(["/cats"]);
  });

  test.each([
    ["a file that is not there", main(), {}],
    ["a file that something else may write", main("depends_on = [terraform_data.made]"), undefined],
  ])("%s is unknown", async (_, text, texts) => {
    expect((await api(text, texts as undefined))?.unknown).toContain("data.local_file.api");
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
  ])("%s has a say: its route is not known", async (_, security) => {
    const model = await read({ "main.tf": encoded("jsonencode", security) });
    expect(model.apis[0]?.unknown).toBeUndefined();
    expect(model.apis[0]?.methods).toMatchObject([
      { path: "/open", authorization: "NONE" },
      { path: "/closed", unknown: expect.stringContaining("var.scheme") },
    ]);
    expect(model.apis[0]?.methods[0]?.unknown).toBeUndefined();
  });
});

test("what another function makes of a body with unknown parts is not what was encoded", async () => {
  const made = (expression: string) => `
    variable "title" {}
    resource "aws_api_gateway_rest_api" "a" {
      name = "a"
      body = ${expression}
    }`;
  const body =
    'jsonencode({ openapi = "3.0.1", info = { title = var.title }, paths = { "/a" = { get = {} } } })';
  const apiOf = async (expression: string) => (await read({ "main.tf": made(expression) })).apis[0];
  expect((await apiOf(body))?.methods.map(({ path }) => path)).toEqual(["/a"]);
  const replaced = await apiOf(`replace(${body}, "/a", "/b")`);
  expect(replaced).toMatchObject({ methods: [], unknown: expect.stringContaining("var.title") });
});

describe("a template of OpenAPI with unknown parts", () => {
  const api = (yaml: string) => ({
    "main.tf": `
      variable "lock_name" {}
      resource "aws_api_gateway_rest_api" "a" {
        name = "a"
        body = templatefile("api.yaml", { lock = var.lock_name, stage = terraform.workspace })
      }`,
    yaml,
  });
  const decisions = async (yaml: string) => {
    const { "main.tf": main } = api(yaml);
    return cells(await read({ "main.tf": main }, { texts: { "api.yaml": yaml } }));
  };

  test("has its routes where the workspace stands in a text without a say", async () => {
    const yaml = "openapi: 3.0.1\ninfo:\n  title: shop-${stage}\npaths:\n  /pets:\n    get: {}\n";
    expect(await decisions(yaml)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
  });

  test("has its locks where one has an unknown name: it is the same wherever it stands", async () => {
    const yaml = `openapi: 3.0.1
paths:
  /pets:
    get:
      security:
      - \${lock}: []
  /open:
    get: {}
components:
  securitySchemes:
    \${lock}:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: awsSigv4
`;
    expect(await decisions(yaml)).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: deny",
      "GET /open anonymous: allow",
      "GET /open signed-in: allow",
    ]);
  });

  test("has no route where the name of a path is not known", async () => {
    const yaml = "openapi: 3.0.1\npaths:\n  /${lock}:\n    get: {}\n";
    expect(await decisions(yaml)).toEqual([]);
  });
});
