import { API, cells, method, OPEN, read, SIGNED } from "./text";

/** What is known when Terraform runs: values that are given, and the account of a provider. */

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

  test("of the kind of endpoint decide whether an open method is open to all callers", async () => {
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

describe("the account that a provider tells", () => {
  const literal = (provider: string) =>
    `${API.replace('provider "aws" { region = "eu-west-1" }', `provider "aws" {\n region = "eu-west-1"\n ${provider}\n}`)}${SIGNED}
    data "aws_caller_identity" "here" {}
    resource "aws_iam_role" "batch" {
      name               = "batch"
      assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
    }
    resource "aws_iam_role_policy" "batch" {
      role   = aws_iam_role.batch.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = "execute-api:Invoke"
          Resource = "arn:aws:execute-api:eu-west-1:111122223333:*/*/GET/pets"
        }]
      })
    }`;

  test.each([
    ["the one that is allowed", 'allowed_account_ids = ["111122223333"]'],
    [
      "that of the role that it assumes",
      'assume_role {\n role_arn = "arn:aws:iam::111122223333:role/deploy"\n}',
    ],
  ])("is %s", async (_, provider) => {
    const model = await read({ "main.tf": literal(provider) });
    expect(model.accountId).toBe("111122223333");
    expect(model.roles[0]?.arn).toBe("arn:aws:iam::111122223333:role/batch");
    expect(cells(model)).toContain("GET /pets iam:batch: allow");
  });

  test("is not one of several that are allowed, so that one that a policy writes out may be its own", async () => {
    const several = 'allowed_account_ids = ["111122223333", "444455556666"]';
    const model = await read({
      "main.tf": literal(several) + method("add", "POST", 'authorization = "AWS_IAM"'),
    });
    expect(model.accountId).toBe("123456789012");
    expect(cells(model)).toEqual(
      expect.arrayContaining(["GET /pets iam:batch: unknown", "POST /pets iam:batch: deny"]),
    );
  });

  test("nor is its region where the provider has none", async () => {
    const main = literal('allowed_account_ids = ["111122223333"]').replace('region = "eu-west-1"', "");
    expect(cells(await read({ "main.tf": main }))).toContain("GET /pets iam:batch: unknown");
  });

  test("its region is that of the API's own provider, in a module or by an alias", async () => {
    const main = literal('allowed_account_ids = ["111122223333"]');
    const files = { "main.tf": 'module "api" { source = "./a" }', "a/main.tf": main };
    expect(cells(await read(files))).toContain("GET /pets iam:batch: allow");
    const aliased = main
      .replace('{ name = "shop" }', '{\n name = "shop"\n}')
      .replace('provider "aws" {', 'provider "aws" {\n alias = "eu"')
      .replaceAll(/(resource "aws_[^{]*{)/g, "$1\n provider = aws.eu");
    expect(cells(await read({ "main.tf": aliased }))).toContain("GET /pets iam:batch: allow");
    const other = `
      provider "aws" {
        alias  = "other"
        region = var.region
      }
      variable "region" {}
      resource "aws_api_gateway_rest_api" "other" {
        provider = aws.other
        name     = "other"
      }`;
    expect(cells(await read({ "main.tf": main + other }))).toContain("GET /pets iam:batch: unknown");
  });

  const TOLD = 'allowed_account_ids = ["111122223333"]';
  const ARN = "arn:aws:execute-api:eu-west-1:111122223333";
  const about = (resource: string) => literal(TOLD).replace(`"${ARN}:*/*/GET/pets"`, resource);

  test.each<[string, string, "allow" | "deny" | "unknown"]>([
    ["an id that may be the API's", `"${ARN}:abcdef1234/*"`, "unknown"],
    ["an id that may be the API's, at another method", `"${ARN}:abcdef1234/*/PUT/pets"`, "deny"],
    ["an id beside an unknown text", `["${ARN}:abcdef1234/*", "arn:aws:s3:::\${var.bucket}"]`, "unknown"],
    ["the API's own id", `"\${aws_api_gateway_rest_api.shop.execution_arn}/*"`, "allow"],
  ])("tells no ids of APIs: %s", async (_, resource, expected) => {
    const main = `${about(resource)}\nvariable "bucket" {}`;
    const [cell = "GET /pets iam:batch: deny"] = cells(await read({ "main.tf": main })).filter((one) =>
      one.includes("batch"),
    );
    expect(cell).toBe(`GET /pets iam:batch: ${expected}`);
  });

  test("and a body's policy may be about the API as well", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" },
        { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: `${ARN}:abcdef1234/*` },
      ],
    };
    const body = JSON.stringify({
      openapi: "3.0.1",
      paths: { "/fish": { get: {} } },
      "x-amazon-apigateway-policy": policy,
    });
    const main = literal(TOLD).replace('name = "shop"', `name = "shop"\n body = ${JSON.stringify(body)}`);
    expect(
      cells(await read({ "main.tf": main.replace("{ name", "{\n name").replace(/(body = .*) }/, "$1\n}") })),
    ).toContain("GET /fish anonymous: unknown");
  });
});
