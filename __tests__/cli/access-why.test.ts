import { dirname } from "node:path";
import { access } from "../../cli/commands/access";
import { allow, policy, shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders, shownPath } from "./captured";
import { folder, methods } from "./shop-folder";

afterAll(removeFolders);

test("one answer is explained down to the statement", async () => {
  const { out } = await captured(access, folder(), "--why", "get /pets/7", "--as", "user");
  expect(out).toMatch(
    /^GET \/pets\/\{petId\} as group:user: allowed, with an API key\n {2}route {4}shop \(REST API\), shop\/aws_api_gateway_method\..*\n {2}lock {5}iam \(AWS_IAM\)\n {2}because {2}statement 0 of .*\n {2}source {3}statement 0 of shop\/aws_iam_role_policy.user\n {11}Allow\n {11}Action {7}execute-api:Invoke\n {11}Resource {5}\$\{.*\.execution_arn\}\/live\/GET\/pets\/\*\n$/,
  );
});

test("a user of several groups is asked about by the names of all", async () => {
  const clerk = {
    aws_cognito_user_group: {
      clerk: { name: "clerk", user_pool_id: "${aws_cognito_user_pool.people.id}" },
    },
  };
  const from = outputOf(shopDocument(methods, { ...policy(allow("GET/pets/*")), ...clerk }));
  const why = (as: string) => captured(access, from, "--why", "GET /pets/7", "--as", as);
  expect((await why("group:clerk")).out).toMatch(/^GET \/pets\/\{petId\} as group:clerk: denied\n/);
  for (const as of ["group:clerk,group:user", "clerk, user"])
    expect((await why(as)).out).toMatch(/ as group:clerk,group:user: allowed, with an API key\n/);
  await expect(why("group:clerk,anonymous")).rejects.toMatchObject({ code: "PRINCIPALS_APART" });
});

test("a name of several principals is refused, with their names", async () => {
  const roles = JSON.stringify({ roles: { user: { allow: ["POST/partner"], deny: [] } } });
  const from = outputOf(shopDocument(methods), { "authorizer.zip": { "roles.json": roles } });
  await expect(captured(access, from, "--why", "GET /health", "--as", "user")).rejects.toMatchObject({
    code: "PRINCIPAL_AMBIGUOUS",
    message: "--as user: that is group:user or jwt:user.",
  });
});

test("a folder of HCL has the file and line of what --why names, and of routes in the JSON", async () => {
  const file = fileOf(
    "main.tf",
    `resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}`,
  );
  const { out } = await captured(access, dirname(file), "--why", "GET /", "--as", "anonymous");
  expect(out).toContain(`  route    shop (REST API), aws_api_gateway_method.get  ${shownPath(file)}:2\n`);
  const json = JSON.parse((await captured(access, dirname(file), "--format", "json")).out);
  expect(json.routes[0]).toMatchObject({
    address: "aws_api_gateway_method.get",
    position: { file: shownPath(file), line: 2 },
    cells: expect.arrayContaining([
      expect.objectContaining({
        source: { address: "aws_api_gateway_method.get", position: { file: shownPath(file), line: 2 } },
      }),
    ]),
  });
});

test("--why names a route of a WebSocket API by its key", async () => {
  const api_id = "${aws_apigatewayv2_api.chat.id}";
  const resource = {
    aws_apigatewayv2_api: { chat: { name: "chat", protocol_type: "WEBSOCKET" } },
    aws_apigatewayv2_route: { send: { api_id, route_key: "send" } },
  };
  const from = outputOf({ provider: { aws: [{ region: "us-east-1" }] }, resource });
  const { out } = await captured(access, from, "--why", "WS send", "--as", "anonymous");
  expect(out).toMatch(/^WS send as anonymous: allowed\n/);
});
