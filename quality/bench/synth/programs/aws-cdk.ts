import { App, Stack } from "aws-cdk-lib";
import { EndpointType, LambdaIntegration, RestApi, TokenAuthorizer } from "aws-cdk-lib/aws-apigateway";
import { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { functionArn, functions, items, out, routes } from "./routes";

// CloudFormation takes 500 resources in a stack, which the library would refuse before it writes.
const app = new App({ outdir: out, context: { "@aws-cdk/core:stackResourceLimit": 0 } });
const stack = new Stack(app, "api", { env: { account: "123456789012", region: "eu-central-1" } });
// The library writes the permissions: one for each route, and one for the authorizer.
const named = (name: string) =>
  LambdaFunction.fromFunctionAttributes(stack, name, {
    functionArn: functionArn(name),
    skipPermissions: true,
  });
const api = new RestApi(stack, "rest-api", {
  restApiName: "bench",
  endpointTypes: [EndpointType.REGIONAL],
  cloudWatchRole: false,
  deployOptions: { stageName: "live" },
});
const authorizer = new TokenAuthorizer(stack, "authorizer", { handler: named("authorizer-function") });
const integrations = new Map(
  functions.map((name) => [name, new LambdaIntegration(named(name), { allowTestInvoke: false })]),
);
const root = api.root.addResource("items");
const resources = new Map(items.map((item) => [item, root.addResource(item)]));
for (const { answeredBy, item, verb } of routes)
  resources.get(item)?.addMethod(verb, integrations.get(answeredBy), { authorizer });
app.synth();
