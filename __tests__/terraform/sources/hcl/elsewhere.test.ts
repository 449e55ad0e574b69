import { API, cells, method, read, SIGNED } from "./text";

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
