import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { TerraformStack } from "cdktf";
import { Admission } from "../../../constructs/api/admission";
import { GatewayResponses } from "../../../constructs/api/gateway-responses";
import { UsagePlan } from "../../../constructs/api/keys/usage-plan";
import { UsageTiers } from "../../../constructs/api/keys/usage-tiers";
import { CustomDomain } from "../../../constructs/api/stage/custom-domain";
import { CognitoAuthorizers } from "../../../constructs/authorizers/cognito-authorizers";
import type { HttpApi } from "../../../constructs/http-api/http-api";
import { access } from "../small-api";

/** Constructs and resources that make a part of a REST API, given the HTTP API by its id, its stage or whole. */
export const restParts: readonly (readonly [
  what: string,
  says: string,
  build: (scope: TerraformStack, api: HttpApi) => unknown,
])[] = [
  [
    "a usage plan",
    "no API keys and usage plans: no call would be counted",
    (scope, api) =>
      new UsagePlan(scope, "plan", { name: "shop", api, limits: access.limits, keys: ["robot"] }),
  ],
  [
    "usage tiers",
    "no API keys and usage plans",
    (scope, api) =>
      new UsageTiers(scope, "tiers", {
        name: "shop",
        api,
        tiers: { free: { ...access.limits, keys: ["robot"] } },
      }),
  ],
  [
    "a resource policy",
    "no resource policy",
    (scope, api) =>
      new Admission(scope, "admission", {
        ...{ api: api as never, stage: api.stageName, access, preflight: false },
        ipRanges: ["10.0.0.0/8"],
      }),
  ],
  [
    "a domain of a REST API",
    "no base path mappings: HttpDomain makes its own mapping",
    (scope, { id, stageName }) =>
      new CustomDomain(scope, "domain", {
        ...{ name: "a.example.com", zoneId: "Z1", restApiId: id, stageName },
      }),
  ],
  [
    "an authorizer of a user pool",
    "no authorizers of this type",
    (scope, api) =>
      new CognitoAuthorizers(scope, "pool", { api: api as never, userPoolArn: "arn:p", clientIds: ["4abc"] }),
  ],
  [
    "gateway responses",
    "no gateway responses",
    (scope, api) => new GatewayResponses(scope, "answers", { api: api as never }),
  ],
  [
    "a request validator",
    "no request validation",
    (scope, { id }) =>
      new ApiGatewayRequestValidator(scope, "checks", {
        restApiId: id,
        name: "all",
        validateRequestBody: true,
      }),
  ],
  [
    "a model",
    "no models",
    (scope, { id }) =>
      new ApiGatewayModel(scope, "model", { restApiId: id, name: "pet", contentType: "application/json" }),
  ],
  [
    "settings of a method",
    "no settings of methods: throttles limits routes",
    (scope, { id, stageName }) =>
      new ApiGatewayMethodSettings(scope, "settings", {
        restApiId: id,
        stageName,
        methodPath: "*/*",
        settings: {},
      }),
  ],
  [
    "a stage with a cache, a client certificate and traces",
    "no stage of this type",
    (scope, { id }) =>
      new ApiGatewayStage(scope, "live", {
        restApiId: id,
        stageName: "live",
        deploymentId: "d",
        cacheClusterEnabled: true,
      }),
  ],
  [
    "a web ACL",
    "no web ACL: put CloudFront",
    (scope, { executionArn, stageName }) =>
      new Wafv2WebAclAssociation(scope, "acl", {
        webAclArn: "arn:acl",
        resourceArn: `${executionArn}/${stageName}`,
      }),
  ],
];
