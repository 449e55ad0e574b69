import { API, cells, method, OPEN, read, SIGNED } from "./text";

/** Shapes that configurations in the wild have, each small: what is told is told, and the rest is unknown. */

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

  test("may be assumed by any principal, and have other policies, where this Terraform admits it", async () => {
    expect(cells(await read({ "main.tf": withRole("execute-api:Invoke") }))).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: unknown",
      "GET /pets iam:data.aws_iam_role.people: unknown",
    ]);
  });

  test("has no column where its policy is not about the API", async () => {
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

describe("an API that a data source reads", () => {
  const SHOP = "data.aws_api_gateway_rest_api.shop";
  const data = (more: string, key = "") => `
    data "aws_api_gateway_rest_api" "shop" {
      name = "shop"
      ${more}
    }
    data "aws_api_gateway_resource" "root" {
      rest_api_id = ${SHOP}${key}.id
      path        = "/"
    }`;
  const below = (parent: string, key = "") => `
    resource "aws_api_gateway_resource" "pets" {
      rest_api_id = ${SHOP}${key}.id
      parent_id   = ${parent}
      path_part   = "pets"
    }
    ${method("list", "GET", 'authorization = "AWS_IAM"').replace("aws_api_gateway_rest_api.shop", SHOP + key)}`;
  const DENIED = ["GET /pets anonymous: deny", "GET /pets signed-in: deny"];

  test.each<[string, string]>([
    ["its root", data("") + below(`${SHOP}.root_resource_id`)],
    ["the resource with the path /", data("") + below("data.aws_api_gateway_resource.root.id")],
    ["a local value", `locals { root = ${SHOP}.root_resource_id }${data("")}${below("local.root")}`],
    [
      "the root of one of several",
      data('for_each = toset(["a"])', '["a"]') + below(`${SHOP}["a"].root_resource_id`, '["a"]'),
    ],
  ])("has its paths below %s", async (_, main) => {
    expect(cells(await read({ "main.tf": main }))).toEqual(DENIED);
  });

  test("has methods of its root", async () => {
    const main = `${data("")}
      resource "aws_api_gateway_method" "root" {
        rest_api_id   = ${SHOP}.id
        resource_id   = ${SHOP}.root_resource_id
        http_method   = "GET"
        authorization = "AWS_IAM"
      }`;
    expect(cells(await read({ "main.tf": main }))).toEqual([
      "GET / anonymous: deny",
      "GET / signed-in: deny",
    ]);
  });

  test("has no root that another API has", async () => {
    const main = `data "aws_api_gateway_rest_api" "other" { name = "other" }
      ${data("")}${below("data.aws_api_gateway_rest_api.other.root_resource_id")}`;
    expect(cells(await read({ "main.tf": main }))).toContain(
      "GET /(data.aws_api_gateway_rest_api.other.root_resource_id)/pets anonymous: deny",
    );
  });
});

describe("a policy for principals that are made elsewhere", () => {
  const text = (action: string): string =>
    `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }] })`;
  const inline = (kind: string) => (action: string) =>
    `resource "aws_iam_${kind}_policy" "p" {\n ${kind} = "mallory"\n policy = ${text(action)}\n}`;
  const attached = (type: string, holder: string) => (action: string) =>
    `resource "aws_iam_policy" "p" {\n name = "p"\n policy = ${text(action)}\n}
    resource "${type}" "p" {\n name = "p"\n policy_arn = aws_iam_policy.p.arn\n ${holder}\n}`;

  const kinds: Readonly<Record<string, (action: string) => string>> = {
    "a user's own": inline("user"),
    "a group's own": inline("group"),
    "attached to a user": attached("aws_iam_user_policy_attachment", 'user = "mallory"'),
    "attached to a group": attached("aws_iam_group_policy_attachment", 'group = "mallory"'),
    "attached to users": attached("aws_iam_policy_attachment", 'users = ["mallory"]'),
    "attached to groups": attached("aws_iam_policy_attachment", 'groups = ["mallory"]'),
    "attached to roles": attached("aws_iam_policy_attachment", 'roles = ["mallory"]'),
  };

  test.each(Object.entries(kinds))("%s: has a column where it is about the API", async (_, policy) => {
    const of = async (action: string) =>
      cells(await read({ "main.tf": `${API}${SIGNED}\n${policy(action)}` }));
    expect(await of("execute-api:Invoke")).toContain("GET /pets iam:mallory: unknown");
    expect((await of("s3:GetObject")).filter((cell) => cell.includes("mallory"))).toEqual([]);
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
