/** A domain name that asks for client certificates, beside an API whose own address asks for none. */
import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { CustomDomain } from "../../../constructs/api/stage/custom-domain";
import { HttpDomain } from "../../../constructs/http-api/http-domain";
import { httpApi } from "../http-api/small-http-api";
import { apiProps } from "../small-api";
import { refusal } from "../terraform";

const mutualTls = { truststore: "s3://bucket/trusted.pem", version: "1" };
const name = { name: "api.example.com", zoneId: "Z1" };
const other = { name: "other.example.com", zoneId: "Z1" };

const httpDomain = (scope: Construct, apiId: string) =>
  new HttpDomain(scope, "partners", { ...name, mutualTls, apiId, stageId: "$default" });
const restApi = (scope: Construct, executeApiEndpoint: "open" | "closed") =>
  new SecuredApi(scope, "api", apiProps({ executeApiEndpoint }));
const customDomain = (scope: Construct, restApiId: string) =>
  new CustomDomain(scope, "partners", { ...name, mutualTls, restApiId, stageName: "live" });

function another(scope: Construct): TerraformStack {
  const stack = new TerraformStack(scope.node.root, "domains");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  return stack;
}

type Build = (scope: Construct) => unknown;

it.each<[string, api: string, build: Build]>([
  ["an HTTP API", "stack/aws_apigatewayv2_api.", (scope) => httpDomain(scope, httpApi(scope).id)],
  [
    "an HTTP API of another stack",
    "stack/aws_apigatewayv2_api.",
    (scope) => httpDomain(another(scope), httpApi(scope).id),
  ],
  [
    "a REST API",
    "stack/aws_api_gateway_rest_api.",
    (scope) => customDomain(scope, restApi(scope, "open").id),
  ],
  [
    "a REST API of another stack",
    "stack/aws_api_gateway_rest_api.",
    (scope) => customDomain(another(scope), restApi(scope, "open").id),
  ],
  [
    "an HTTP API by a mapping of its own",
    "domains/aws_apigatewayv2_api.",
    (scope) => {
      httpDomain(scope, httpApi(scope, { domain: other }).id);
      const open = httpApi(another(scope));
      new Apigatewayv2ApiMapping(scope, "more", {
        apiId: open.id,
        stage: "$default",
        domainName: name.name,
        apiMappingKey: "more",
      });
    },
  ],
])("is refused before %s", (_, api, build) => {
  expect(refusal(build)).toEqual([
    "ENDPOINT_OPEN",
    expect.stringMatching(new RegExp(`asks for client certificates, and the own address of ${api}`)),
  ]);
});

it.each<[string, Build]>([
  [
    "an HTTP API that closes its address by a domain of its own",
    (scope) => httpDomain(scope, httpApi(scope, { domain: other }).id),
  ],
  ["a REST API whose address is closed", (scope) => customDomain(scope, restApi(scope, "closed").id)],
  ["an API that the app does not have", (scope) => httpDomain(scope, "a1b2c3")],
  [
    "an open API, for a name without client certificates",
    (scope) => new HttpDomain(scope, "also", { ...name, apiId: httpApi(scope).id, stageId: "$default" }),
  ],
])("is accepted before %s", (_, build) => {
  expect(refusal(build)).toEqual(["accepted", ""]);
});
