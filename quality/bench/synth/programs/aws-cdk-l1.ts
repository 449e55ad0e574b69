import { App, Stack } from "aws-cdk-lib";
import {
  CfnAuthorizer,
  CfnDeployment,
  CfnMethod,
  CfnResource,
  CfnRestApi,
  CfnStage,
} from "aws-cdk-lib/aws-apigateway";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import { invocationUri, items, out, routes } from "./routes";

// CloudFormation takes 500 resources in a stack, which the library would refuse before it writes.
const app = new App({ outdir: out, context: { "@aws-cdk/core:stackResourceLimit": 0 } });
const stack = new Stack(app, "api", { env: { account: "123456789012", region: "eu-central-1" } });
const api = new CfnRestApi(stack, "rest-api", {
  name: "bench",
  endpointConfiguration: { types: ["REGIONAL"] },
});
const restApiId = api.ref;
const authorizer = new CfnAuthorizer(stack, "authorizer", {
  restApiId,
  name: "authorizer",
  type: "TOKEN",
  identitySource: "method.request.header.Authorization",
  authorizerUri: invocationUri("authorizer"),
});
const below = (id: string, parentId: string, pathPart: string) =>
  new CfnResource(stack, id, { restApiId, parentId, pathPart });
const root = below("items", api.attrRootResourceId, "items");
const resources = new Map(items.map((item) => [item, below(item, root.ref, item)]));
const deployment = new CfnDeployment(stack, "deployment", { restApiId });
for (const { answeredBy, item, verb } of routes) {
  const method = new CfnMethod(stack, `${verb}.${item}`, {
    restApiId,
    resourceId: resources.get(item)?.ref as string,
    httpMethod: verb,
    authorizationType: "CUSTOM",
    authorizerId: authorizer.ref,
    apiKeyRequired: false,
    integration: { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: invocationUri(answeredBy) },
  });
  deployment.addResourceDependency(method);
}
new CfnStage(stack, "stage", { restApiId, deploymentId: deployment.ref, stageName: "live" });
for (const [id, name, path] of [
  ...routes.map(
    ({ answeredBy, item, verb }) =>
      [`items-${verb}.${item}`, answeredBy, `live/${verb}/items/${item}`] as const,
  ),
  ["authorizer", "authorizer", `authorizers/${authorizer.ref}`],
] as const)
  new CfnPermission(stack, `invoke-${id}`, {
    action: "lambda:InvokeFunction",
    functionName: name as string,
    principal: "apigateway.amazonaws.com",
    sourceArn: `arn:aws:execute-api:eu-central-1:123456789012:${restApiId}/${path}`,
  });
app.synth();
