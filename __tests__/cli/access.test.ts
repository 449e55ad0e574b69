import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { access } from "../../cli/commands/access";
import { shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders } from "./captured";
import { folder, methods } from "./shop-folder";

afterAll(removeFolders);

test("the table has a row for each route and a column for each principal", async () => {
  const { out, status } = await captured(access, folder());
  expect(status).toBe(0);
  expect(out.split("\n")).toEqual([
    "3 routes: 1 open, 2 locked (1 iam, 1 lambda); 2 warnings",
    "",
    "shop (REST API)  shop/aws_api_gateway_rest_api.shop",
    "                                                     group:   jwt:",
    "                              anonymous  signed-in   user     buyer",
    "GET   /health        none     yes        yes         yes      yes",
    "POST  /partner       lambda   ·          ·           ·        yes",
    "GET   /pets/{petId}  iam      ·          ·           key      ·",
    "",
    "yes allowed   key allowed with an API key   · denied",
    "Why one answer is so: add --why 'METHOD /path' --as WHO",
    "",
    "! aws_api_gateway_deployment: it has no triggers: what is deployed may be the API of an earlier day, with other locks than these",
    "    shop/aws_api_gateway_deployment.shop",
    "! anyone may sign up, and may then call every route for signed-in users: allow_admin_create_user_only is not true",
    "    shop/aws_cognito_user_pool.people",
    "",
  ]);
});

test("a client of a user pool has a column, as its decisions do", async () => {
  const document = shopDocument(
    {
      "GET /stock": {
        authorization: "COGNITO_USER_POOLS",
        authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
        authorization_scopes: ["shop/read"],
      },
    },
    {
      aws_cognito_user_pool_domain: {
        people: { user_pool_id: "${aws_cognito_user_pool.people.id}", domain: "shop" },
      },
      aws_cognito_user_pool_client: {
        app: {
          name: "machine",
          generate_secret: true,
          allowed_oauth_flows_user_pool_client: true,
          allowed_oauth_flows: ["client_credentials"],
          allowed_oauth_scopes: ["shop/read"],
        },
      },
    },
  );
  const { out } = await captured(access, outputOf(document));
  expect(out.split("\n").slice(3, 7)).toEqual([
    "                                                 client:",
    "                       anonymous  signed-in +1   machine",
    "GET  /stock  cognito   ·          ·              yes",
    "signed-in +1: every signed-in user: group:user",
  ]);
  const html = (await captured(access, outputOf(document), "--format", "html")).out;
  expect(html).toContain("machine");
});

test("the JSON has exactly these members", async () => {
  const { out } = await captured(access, folder(), "--format", "json");
  const { routes } = JSON.parse(out);
  expect(Object.keys(JSON.parse(out))).toEqual(["version", "routes", "notes"]);
  expect(routes.map((route: object) => Object.keys(route))).toEqual(
    routes.map(() => ["kind", "method", "path", "authorization", "address", "cells"]),
  );
  expect(routes[2]).toMatchObject({ method: "GET", path: "/pets/{petId}", authorization: "AWS_IAM" });
  expect(routes[2].cells.find(({ principal }: { principal: string }) => principal === "group:user")).toEqual({
    principal: "group:user",
    decision: "allow",
    reason: expect.stringMatching(
      /^statement 0 of shop\/aws_iam_role_policy\.user allows .*\/GET\/pets\/\{petId\}$/,
    ),
    source: { address: "shop/aws_iam_role_policy.user", statement: 0 },
    requires: ["api-key"],
  });
});

test("names in Markdown and HTML stay text", async () => {
  const group = { aws_cognito_user_group: { user: { name: "<img src=x> | @all `x`" } } };
  const from = outputOf(shopDocument(methods, group));
  expect((await captured(access, from, "--format", "markdown")).out).toContain(
    "every signed-in user: group:&lt;img src=x> \\| `@all` \\`x\\`",
  );
  expect((await captured(access, from, "--format", "html")).out).toContain(
    "every signed-in user: group:&lt;img src=x&gt; | @all `x`</p>",
  );
});

test("a name cannot move the terminal's cursor", async () => {
  const group = { aws_cognito_user_group: { user: { name: "a\u001b[2Jb" } } };
  expect((await captured(access, outputOf(shopDocument(methods, group)))).out).toContain("a\\u{1b}[2Jb");
});

test("the table is as wide as --width says", async () => {
  const roles = Array.from({ length: 12 }, (_, index) => [
    `team-of-${index}`,
    { allow: [`GET/${index}`], deny: [] },
  ]);
  const routes = roles.map((_, index) => [`GET /${index}`, methods["POST /partner"]]);
  const from = outputOf(shopDocument(Object.fromEntries(routes)), {
    "authorizer.zip": { "roles.json": JSON.stringify({ roles: Object.fromEntries(roles) }) },
  });
  const tableOf = (out: string) => out.split("\n").filter((line) => /team-of-|^ *GET/.test(line));
  const narrow = tableOf((await captured(access, from, "--width", "80")).out);
  expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(tableOf((await captured(access, from)).out).length).toBeLessThan(narrow.length);
});

test("one stack's folder or file has addresses of the stack's name", async () => {
  for (const path of ["stacks/shop", "stacks/shop/cdk.tf.json"])
    expect((await captured(access, join(folder(), path))).out).toContain(
      "shop (REST API)  shop/aws_api_gateway_rest_api.shop",
    );
});

test.each([
  [["--format", "pdf"], "FORMAT_UNKNOWN", "text, markdown, json, html, sarif, github"],
  [["--why", "GET /nothing", "--as", "user"], "ROUTE_UNKNOWN", "GET /health"],
  [["--why", "GET /health", "--as", "king"], "PRINCIPAL_UNKNOWN", "group:user"],
  [["--why", "GET /health"], "WHY_INCOMPLETE", "--as"],
  [["--colour"], "ARGUMENT_UNKNOWN", "--format"],
  [["--format", "json", "--format", "text"], "ARGUMENT_REPEATED", "--format"],
  [["another"], "SOURCE_MISSING", "another"],
])("%j is refused with %s", async (args, code, says) => {
  await expect(captured(access, folder(), ...args)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(says),
  });
});

test.each([
  ["no file", () => "/nowhere/at/all", "SOURCE_MISSING"],
  ["truncated JSON", () => fileOf("plan.json", '{"format_version":"1.2","planned_'), "SOURCE_BROKEN"],
  [
    "a name twice",
    () => fileOf("state.json", '{"format_version":"1.0","values":{},"values":{}}'),
    "SOURCE_BROKEN",
  ],
  ["a plan that is not printed", () => fileOf("tfplan", "PK\u0003\u0004…"), "SOURCE_BROKEN"],
  ["a file of something else", () => fileOf("package.json", '{"name":"x"}'), "SOURCE_UNKNOWN"],
  [
    "a plan of another format",
    () => fileOf("plan.json", '{"format_version":"2.0","planned_values":{}}'),
    "VERSION_UNSUPPORTED",
  ],
  ["a folder without Terraform", () => outputOf({}).replace(/$/, "/stacks/shop/.."), "OUTPUT_MISSING"],
])("%s gives one error and no table", async (_, path, code) => {
  await expect(captured(access, path())).rejects.toMatchObject({ code });
});

test("a folder of HCL is read with its modules, variables and texts", async () => {
  const main = `
    variable "lock" { default = "AWS_IAM" }
    resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
    module "pets" {
      source = "./pets"
      api    = aws_api_gateway_rest_api.shop.id
      root   = aws_api_gateway_rest_api.shop.root_resource_id
      lock   = var.lock
    }`;
  const pets = `
    variable "api" {}
    variable "root" {}
    variable "lock" {}
    resource "aws_api_gateway_resource" "pets" {
      rest_api_id = var.api
      parent_id   = var.root
      path_part   = "pets"
    }
    resource "aws_api_gateway_method" "get" {
      rest_api_id   = var.api
      resource_id   = aws_api_gateway_resource.pets.id
      http_method   = "GET"
      authorization = var.lock
    }`;
  const folder = dirname(fileOf("main.tf", main));
  mkdirSync(join(folder, "pets"));
  writeFileSync(join(folder, "pets/main.tf"), pets);
  writeFileSync(join(folder, "terraform.tfvars"), 'lock = "NONE"');
  const { routes } = JSON.parse((await captured(access, folder, "--format", "json")).out);
  expect(routes).toMatchObject([{ method: "GET", path: "/pets", authorization: "NONE" }]);
  writeFileSync(join(folder, "main.tf"), "resource {");
  expect((await captured(access, folder)).out).toMatch(
    /it does not parse: .* may be more routes.*\s+main\.tf/,
  );
});

test("an empty table ends with status 4 where the number of APIs is not known", async () => {
  const resource = { aws_api_gateway_rest_api: { many: { name: "many", count: "${range(2000)}" } } };
  const { status } = await captured(
    access,
    outputOf({ provider: { aws: [{ region: "us-east-1" }] }, resource }),
  );
  expect(status).toBe(4);
});
