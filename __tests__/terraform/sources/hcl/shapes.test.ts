/** Shapes that configurations in the wild have, each small: what is told is told, and the rest is unknown. */
import { parse } from "@cdktf/hcl2json";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../../terraform/model";
import { type ReadOptions, readTerraform } from "../../../../terraform/read";

interface Source extends ReadOptions {
  readonly texts?: Readonly<Record<string, string>>;
}

async function read(
  files: Readonly<Record<string, string>>,
  { texts = {}, ...options }: Source = {},
): Promise<ApiModel> {
  const parsed = Object.entries(files).map(async ([path, text]) => ({ path, json: await parse(path, text) }));
  return readTerraform({ kind: "hcl", files: await Promise.all(parsed), texts }, options);
}

/** `GET /pets anonymous: allow`, one for each cell. */
function cells(model: ApiModel): string[] {
  return accessMatrix(model).routes.flatMap(({ cells: all, method, path }) =>
    all.map(({ decision, principal }) => `${method} ${path} ${principal}: ${decision}`),
  );
}

const notices = ({ notices: all }: ApiModel): string[] =>
  all.map(({ address, message }) => `${address}: ${message}`);

const API = `
provider "aws" { region = "eu-west-1" }
resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
resource "aws_api_gateway_resource" "pets" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "pets"
}`;

/** A method of /pets. */
const method = (name: string, verb: string, rest: string): string => `
resource "aws_api_gateway_method" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_resource.pets.id
  http_method = "${verb}"
  ${rest}
}`;

const OPEN = method("list", "GET", 'authorization = "NONE"');
const SIGNED = method("list", "GET", 'authorization = "AWS_IAM"');

const integration = (name: string): string => `
resource "aws_api_gateway_integration" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_method.list.resource_id
  http_method = aws_api_gateway_method.list.http_method
  type        = "MOCK"
}`;

describe("several at one place", () => {
  const files = { "main.tf": API + OPEN + integration("first") + integration("second") };

  test("two integrations are not known apart, which is nothing to who may call", async () => {
    const model = await read(files);
    expect(cells(model)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
    expect(model.apis[0]?.methods[0]?.integration.type).toBe("UNKNOWN");
    expect(notices(model)).toContainEqual(
      expect.stringMatching(/^aws_api_gateway_integration\.second: .*first/),
    );
  });

  test("whoever serves the API refuses them", async () => {
    await expect(read(files, { strict: true })).rejects.toMatchObject({ code: "DUPLICATE" });
  });

  test("two methods are refused, and two that a count chooses between are one that is not known", async () => {
    const twice = (open: string, signed: string) => ({
      "main.tf": `${API}
        variable "guarded" { type = bool }
        ${method("open", "GET", `${open}\nauthorization = "NONE"`)}
        ${method("signed", "GET", `${signed}\nauthorization = "AWS_IAM"`)}`,
    });
    await expect(read(twice("", ""))).rejects.toMatchObject({ code: "DUPLICATE" });
    const chosen = twice("count = var.guarded ? 0 : 1", "count = var.guarded ? 1 : 0");
    expect(cells(await read(chosen))).toEqual([
      "GET /pets anonymous: unknown",
      "GET /pets signed-in: unknown",
    ]);
  });
});

describe("what leads to nothing", () => {
  const domain = `
  resource "aws_api_gateway_base_path_mapping" "shop" {
    api_id      = aws_api_gateway_rest_api.shop.id
    domain_name = aws_api_gateway_domain_name.gone.domain_name
  }`;

  test("is passed over, and said, in a resource that has no part in access", async () => {
    const model = await read({ "main.tf": API + OPEN + domain });
    expect(cells(model)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
    expect(notices(model)).toContainEqual(
      expect.stringMatching(/^aws_api_gateway_base_path_mapping\.shop: .*passed over.*domain_name\.gone/),
    );
  });

  test("is refused in one that has", async () => {
    const files = { "main.tf": API + method("list", "GET", "authorization = local.gone") };
    await expect(read(files)).rejects.toMatchObject({ code: "REFERENCE_MISSING" });
  });

  test("is unknown where it is a variable, whose file may not be here", async () => {
    const model = await read({ "main.tf": API + method("list", "GET", "authorization = var.lock") });
    expect(cells(model)).toEqual(["GET /pets anonymous: unknown", "GET /pets signed-in: unknown"]);
    expect(model.notices).toContainEqual(expect.objectContaining({ address: "var.lock", weight: "warning" }));
  });
});

describe("a Cognito authorizer", () => {
  const withPools = (arns: string): string => `${API}
    variable "pool" {}
    resource "aws_cognito_user_pool" "own" { name = "own" }
    resource "aws_cognito_user_pool_client" "web" {
      name         = "web"
      user_pool_id = aws_cognito_user_pool.own.id
    }
    resource "aws_cognito_user_group" "staff" {
      name         = "staff"
      user_pool_id = aws_cognito_user_pool.own.id
    }
    resource "aws_api_gateway_authorizer" "pool" {
      name          = "pool"
      rest_api_id   = aws_api_gateway_rest_api.shop.id
      type          = "COGNITO_USER_POOLS"
      provider_arns = ${arns}
    }
    ${method(
      "list",
      "GET",
      `authorization = "COGNITO_USER_POOLS"
       authorizer_id = aws_api_gateway_authorizer.pool.id`,
    )}`;
  const decisions = async (arns: string) => cells(await read({ "main.tf": withPools(arns) }));

  test("of the pool of this Terraform takes its users", async () => {
    expect(await decisions("[aws_cognito_user_pool.own.arn]")).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: allow",
      "GET /pets group:staff: allow",
    ]);
  });

  test("of a pool that has no value may take anybody's", async () => {
    expect(await decisions("[var.pool]")).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: unknown",
      "GET /pets group:staff: unknown",
    ]);
  });

  test("of another pool, by its ARN, takes that one's users and no others", async () => {
    expect(
      await decisions('["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Other"]'),
    ).toEqual(["GET /pets anonymous: deny", "GET /pets signed-in: allow", "GET /pets group:staff: deny"]);
  });
});

describe("a role that is made elsewhere", () => {
  const withRole = (action: string): string => `${API}${SIGNED}
    data "aws_iam_role" "people" { name = "people" }
    resource "aws_iam_role_policy" "people" {
      role   = data.aws_iam_role.people.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }]
      })
    }`;

  test("may be anybody's, and have other policies, where this Terraform lets it in", async () => {
    expect(cells(await read({ "main.tf": withRole("execute-api:Invoke") }))).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: unknown",
      "GET /pets iam:data.aws_iam_role.people: unknown",
    ]);
  });

  test("is nobody here where its policy is about something else", async () => {
    expect(cells(await read({ "main.tf": withRole("s3:GetObject") }))).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: deny",
    ]);
  });

  test("of this Terraform has the policies of a list that is complete", async () => {
    const role = `${API}${SIGNED}
      resource "aws_iam_role" "batch" {
        name               = "batch"
        assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
      }
      resource "aws_iam_policy" "invoke" {
        name   = "invoke"
        policy = jsonencode({
          Version   = "2012-10-17"
          Statement = [{ Effect = "Allow", Action = "execute-api:Invoke", Resource = "*" }]
        })
      }
      resource "aws_iam_role_policy_attachments_exclusive" "batch" {
        role_name   = aws_iam_role.batch.name
        policy_arns = [aws_iam_policy.invoke.arn]
      }`;
    expect(cells(await read({ "main.tf": role }))).toContain("GET /pets iam:batch: allow");
  });
});

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
    await expect(model("var.stage")).rejects.toMatchObject({ code: "REFERENCE_MISSING" });
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

describe("values that are given when Terraform runs", () => {
  test("of an empty name stand for themselves, and of null make a text unknown", async () => {
    const files = {
      "main.tf": `${API}${OPEN}
        variable "stage" { default = "" }
        variable "service" { default = null }
        resource "aws_api_gateway_deployment" "d" { rest_api_id = aws_api_gateway_rest_api.shop.id }
        resource "aws_api_gateway_stage" "s" {
          rest_api_id   = aws_api_gateway_rest_api.shop.id
          deployment_id = aws_api_gateway_deployment.d.id
          stage_name    = var.stage
        }
        resource "aws_cognito_identity_pool" "i" { identity_pool_name = "\${var.service}-pool" }
        resource "aws_lambda_function" "f" {
          function_name = "f"
          role          = ""
        }`,
    };
    const model = await read(files);
    expect(model.apis[0]?.stages[0]?.name).toBe("(aws_api_gateway_stage.s.stage_name)");
    expect(cells(model)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
    await expect(read(files, { strict: true })).rejects.toMatchObject({ code: expect.any(String) });
  });

  test("of the workspace are not told by the configuration", async () => {
    const lock = 'authorization = terraform.workspace == "prod" ? "AWS_IAM" : "NONE"';
    expect(cells(await read({ "main.tf": API + method("list", "GET", lock) }))).toEqual([
      "GET /pets anonymous: unknown",
      "GET /pets signed-in: unknown",
    ]);
  });

  test("of the kind of endpoint decide whether what is open is open to anybody", async () => {
    const kinds = 'name = "shop"\n endpoint_configuration {\n types = var.kinds\n }\n';
    const api = API.replace('{ name = "shop" }', `{\n${kinds}}`);
    const model = await read({
      "main.tf": `variable "kinds" {}\n${api}${OPEN}${method("add", "POST", 'authorization = "AWS_IAM"')}`,
    });
    expect(cells(model).sort()).toEqual([
      "GET /pets anonymous: unknown",
      "GET /pets signed-in: unknown",
      "POST /pets anonymous: deny",
      "POST /pets signed-in: deny",
    ]);
  });
});
