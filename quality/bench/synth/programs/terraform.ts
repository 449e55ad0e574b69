import { createHash } from "node:crypto";
import { invocationUri, items, out, routes } from "./routes";

/** The classes of cdktf or of its fork, which differ in their packages' names alone. */
type Classes = typeof import("./cdktf-classes");

export function synthesize({
  ApiGatewayAuthorizer,
  ApiGatewayDeployment,
  ApiGatewayIntegration,
  ApiGatewayMethod,
  ApiGatewayResource,
  ApiGatewayRestApi,
  ApiGatewayStage,
  App,
  AwsProvider,
  LambdaPermission,
  TerraformStack,
}: Classes): void {
  const app = new App({ outdir: out, stackTraces: false });
  const stack = new TerraformStack(app, "api");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const api = new ApiGatewayRestApi(stack, "rest-api", {
    name: "bench",
    endpointConfiguration: { types: ["REGIONAL"] },
  });
  const authorizer = new ApiGatewayAuthorizer(stack, "authorizer", {
    restApiId: api.id,
    name: "authorizer",
    type: "TOKEN",
    authorizerUri: invocationUri("authorizer"),
  });
  const root = new ApiGatewayResource(stack, "items", {
    restApiId: api.id,
    parentId: api.rootResourceId,
    pathPart: "items",
  });
  const resources = new Map(
    items.map((item) => {
      const at = { restApiId: api.id, parentId: root.id, pathPart: item };
      return [item, new ApiGatewayResource(stack, item, at)] as const;
    }),
  );
  const integrations = routes.map(({ answeredBy, item, verb }) => {
    const at = { restApiId: api.id, resourceId: resources.get(item)?.id as string };
    const method = new ApiGatewayMethod(stack, `${verb}.${item}`, {
      ...at,
      httpMethod: verb,
      authorization: "CUSTOM",
      authorizerId: authorizer.id,
      apiKeyRequired: false,
    });
    return new ApiGatewayIntegration(stack, `${verb}.${item}.integration`, {
      ...at,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: invocationUri(answeredBy),
    });
  });
  const deployment = new ApiGatewayDeployment(stack, "deployment", {
    restApiId: api.id,
    triggers: { routes: createHash("sha256").update(JSON.stringify(routes)).digest("hex") },
    lifecycle: { createBeforeDestroy: true },
    dependsOn: integrations,
  });
  new ApiGatewayStage(stack, "stage", { restApiId: api.id, deploymentId: deployment.id, stageName: "live" });
  for (const [id, name, path] of [
    ...routes.map(
      ({ answeredBy, item, verb }) =>
        [`items-${verb}.${item}`, answeredBy, `live/${verb}/items/${item}`] as const,
    ),
    ["authorizer", "authorizer", `authorizers/${authorizer.id}`],
  ] as const)
    new LambdaPermission(stack, `invoke-${id}`, {
      action: "lambda:InvokeFunction",
      functionName: name,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.executionArn}/${path}`,
    });
  app.synth();
}
