import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RunningGate, run, startGateCommand, temporaryFolder } from "./command";
import { said, served } from "./watched";

/** `start --from` on a folder of HCL of another project: what it serves, what it refuses, and what it follows. */

jest.setTimeout(180_000);

const folder = temporaryFolder();
const infra = join(folder, "infra");
const put = (name: string, text: string) => writeFileSync(join(infra, name), text);
const state = (name: string) => ["--state", join(folder, name)];

const api = (authorization: string, more = "") => `
variable "stage" {}

locals {
  description = file("\${path.module}/../shop.txt")
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop-\${trimspace(local.description)}"
}

module "orders" {
  source        = "./route"
  api           = aws_api_gateway_rest_api.shop
  path          = "orders"
  authorization = ${JSON.stringify(authorization)}
  uri           = aws_lambda_function.orders.invoke_arn
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { routes = module.orders.method }
}

resource "aws_api_gateway_stage" "shop" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = var.stage
}

data "archive_file" "orders" {
  type        = "zip"
  output_path = "\${path.module}/orders.zip"
  source_dir  = "\${path.module}/orders"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = data.archive_file.orders.output_path
}

resource "aws_lambda_permission" "orders" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "\${aws_api_gateway_rest_api.shop.execution_arn}/*"
}
${more}`;

const route = `
variable "api" {}
variable "path" {}
variable "authorization" {}
variable "uri" {}

resource "aws_api_gateway_resource" "this" {
  rest_api_id = var.api.id
  parent_id   = var.api.root_resource_id
  path_part   = var.path
}

resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api.id
  resource_id   = aws_api_gateway_resource.this.id
  http_method   = "GET"
  authorization = var.authorization
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id             = var.api.id
  resource_id             = aws_api_gateway_resource.this.id
  http_method             = aws_api_gateway_method.this.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.uri
}

output "method" {
  value = aws_api_gateway_method.this.id
}
`;

const answering = (text: string) =>
  `exports.handler = async () => ({ statusCode: 200, body: ${JSON.stringify(text)} });`;

const wish = 'resource "aws_api_gateway_wish" "x" {}\n';

async function get(gate: RunningGate, path = "/orders"): Promise<string> {
  const answer = await fetch(`${gate.description.url}${path}`);
  return `${answer.status} ${await answer.text()}`;
}

beforeAll(() => {
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "shop.txt"), "one");
  mkdirSync(join(infra, "route"), { recursive: true });
  mkdirSync(join(infra, "orders"));
  put("main.tf", api("NONE"));
  put("route/main.tf", route);
  put("orders/index.js", answering("one"));
});
const gates: RunningGate[] = [];
afterEach(async () => void (await Promise.all(gates.splice(0).map((gate) => gate.stop()))));
afterAll(() => rmSync(folder, { recursive: true }));

async function started(...args: string[]): Promise<RunningGate> {
  const gate = await startGateCommand(args);
  gates.push(gate);
  return gate;
}

test("edits of the configuration, of a module and of a function's sources are served", async () => {
  const gate = await started("--from", infra, "--var", "stage=live", ...state("followed"));
  expect(gate.description).toMatchObject({ stage: "live", region: "us-east-1" });
  await said(/provider\.aws: the Terraform does not say which Region it is for; us-east-1 is used/, 0, gate);
  expect(await get(gate)).toBe("200 one");
  await served(() => put("main.tf", api("AWS_IAM")), gate);
  expect(await get(gate)).toBe('403 {"message":"Missing Authentication Token"}');
  await served(() => put("main.tf", api("NONE")), gate);
  await served(() => put("orders/index.js", answering("two")), gate);
  expect(await get(gate)).toBe("200 two");
  // A file outside of the root, which an expression reads.
  await served(() => writeFileSync(join(folder, "shop.txt"), "two"), gate);
  // What cannot be enforced is not served, and the gate goes on with what it had.
  const from = gate.stderr().length;
  put("main.tf", api("NONE", wish));
  expect(await said(/aws_api_gateway_wish\.x/, from, gate)).toContain("are not understood");
  expect(await get(gate)).toBe("200 two");
  await served(() => put("main.tf", api("NONE")), gate);
  await served(() => put("route/main.tf", route.replace('"GET"', '"POST"')), gate);
  expect(await get(gate)).toMatch(/^403/);
  put("route/main.tf", route);
});

test("what cannot be enforced stops the start with the list, or is answered with 501", async () => {
  put("main.tf", api("NONE", wish));
  const from = ["--from", infra, "--no-watch", ...state("refused")];
  const refused = await run(["start", "--port", "0", ...from]);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("aws_api_gateway_wish.x: resources of the type");
  expect(refused.stderr).toContain("aws_api_gateway_stage.shop: stage_name decides about access");
  expect(refused.stderr).toContain("--var stage=VALUE");
  const gate = await started(...from, "--var", "stage=live", "--refuse-unsupported");
  expect(await get(gate)).toBe('501 {"message": "Not served by this gate"}');
  await said(/GET \/live\/orders 501 NOT_SERVED: aws_api_gateway_wish\.x/, 0, gate);
  put("main.tf", api("NONE"));
});

test("a function of another runtime runs where its URL is, or its calls fail with the reason", async () => {
  put("main.tf", api("NONE").replace("nodejs20.x", "python3.12"));
  const from = ["--from", infra, "--no-watch", "--var", "stage=live", ...state("python")];
  const gate = await started(...from);
  await said(/its runtime is python3\.12, which the gate does not run/, 0, gate);
  expect(await get(gate)).toMatch(/^502/);
  put("main.tf", api("NONE"));
});
