import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as apigateway from "@pulumi/aws/apigateway";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { invocationUri, items, out, routes } from "./routes";

/** What would be sent to the engine, which the mocks stand in for. */
const registered: unknown[] = [];
pulumi.runtime.setMocks({
  newResource({ id = "", inputs, name, type }) {
    registered.push({ type, name, inputs });
    return {
      id: id || `${name}-id`,
      state: { ...inputs, rootResourceId: "root", executionArn: "arn:aws:execute-api:r:a:id" },
    };
  },
  call: ({ inputs }) => inputs,
});

const api = new apigateway.RestApi("rest-api", {
  name: "bench",
  endpointConfiguration: { types: "REGIONAL" },
});
const authorizer = new apigateway.Authorizer("authorizer", {
  restApi: api.id,
  name: "authorizer",
  type: "TOKEN",
  authorizerUri: invocationUri("authorizer"),
});
const below = (name: string, parentId: pulumi.Input<string>) =>
  new apigateway.Resource(name, { restApi: api.id, parentId, pathPart: name });
const root = below("items", api.rootResourceId);
const resources = new Map(items.map((item) => [item, below(item, root.id)]));
const integrations = routes.map(({ answeredBy, item, verb }) => {
  const at = { restApi: api.id, resourceId: (resources.get(item) as apigateway.Resource).id };
  const method = new apigateway.Method(`${verb}.${item}`, {
    ...at,
    httpMethod: verb,
    authorization: "CUSTOM",
    authorizerId: authorizer.id,
    apiKeyRequired: false,
  });
  return new apigateway.Integration(`${verb}.${item}.integration`, {
    ...at,
    httpMethod: method.httpMethod,
    type: "AWS_PROXY",
    integrationHttpMethod: "POST",
    uri: invocationUri(answeredBy),
  });
});
const deployment = new apigateway.Deployment(
  "deployment",
  { restApi: api.id, triggers: { routes: JSON.stringify(routes) } },
  { dependsOn: integrations },
);
new apigateway.Stage("stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
for (const [id, name, path] of [
  ...routes.map(
    ({ answeredBy, item, verb }) =>
      [`items-${verb}.${item}`, answeredBy, `live/${verb}/items/${item}`] as const,
  ),
  ["authorizer", "authorizer", pulumi.interpolate`authorizers/${authorizer.id}`],
] as const)
  new lambda.Permission(`invoke-${id}`, {
    action: "lambda:InvokeFunction",
    function: name,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/${path}`,
  });
process.on("exit", () => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "registered.json"), JSON.stringify(registered));
});
