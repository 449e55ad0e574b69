import type { CompileSchemas } from "../../gateway/data-plane/validation/body-models";
import type { GateOptions } from "../../gateway/gate";
import type { ApiModel } from "../../terraform/model";
import type { ApiMethod, GatewayResponse, RestApi } from "../../terraform/model/api";
import type { CognitoAuthorizer, LambdaAuthorizer } from "../../terraform/model/authorizer";
import type {
  Firewall,
  FirewallAction,
  FirewallRule,
  FirewallStatement,
} from "../../terraform/model/firewall";
import type { Statement } from "../../terraform/model/policy";
import { functionOf, methodOf } from "./petstore/model";
import { EXECUTION_ARN, functionArn, roleArn } from "./petstore/names";

/** The pet store with what an API can have besides locks, by the names that cases use. */

export interface Variant {
  readonly change: (model: ApiModel) => ApiModel;
  readonly options?: Partial<GateOptions>;
}

const others = { address: "api/aws_api_gateway_rest_api_policy.policy", name: "policy" };

function withApi(change: (api: RestApi) => Partial<RestApi>) {
  return (model: ApiModel): ApiModel => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, ...change(api) })),
  });
}

export function policed(...statements: readonly (Omit<Statement, "conditions"> & Partial<Statement>)[]) {
  return withApi(() => ({
    policy: {
      ...others,
      document: {
        version: "2012-10-17",
        statements: statements.map((statement) => ({
          conditions: [],
          actions: ["execute-api:Invoke"],
          ...statement,
        })),
      },
    },
  }));
}

export function answering(...entries: readonly Partial<GatewayResponse>[]) {
  return withApi(() => ({
    gatewayResponses: entries.map((entry) => ({
      address: `api/aws_api_gateway_gateway_response.${entry.type}`,
      type: "DEFAULT_4XX",
      headers: {},
      templates: {},
      ...entry,
    })),
  }));
}

const everyone = { AWS: ["*"] };
const all = [`${EXECUTION_ARN}/*`];
const allow = { effect: "Allow", principals: everyone, resources: all } as const;
const fromElsewhere = {
  effect: "Deny",
  principals: everyone,
  resources: all,
  conditions: [{ operator: "NotIpAddress", key: "aws:SourceIp", values: ["203.0.113.0/24"] }],
} as const;

export type VariantName = keyof typeof variants;

export const variants = {
  plain: { change: (model) => model },
  guarded: { change: guarded, options: { compileSchemas: requiredOnly } },
  customized: {
    change: answering(
      {
        type: "MISSING_AUTHENTICATION_TOKEN",
        status: 404,
        templates: {
          "application/json":
            '{"error":$context.error.messageString,"type":"$context.error.responseType","verb":"${context.httpMethod}"}',
        },
      },
      { type: "UNAUTHORIZED", headers: { "WWW-Authenticate": "'Bearer'" } },
      { type: "DEFAULT_4XX", status: 418, headers: { "X-Default": "'4xx'", "X-Stage": "context.stage" } },
      { type: "DEFAULT_5XX", status: 599 },
    ),
  },
  cors: {
    change: answering({
      headers: {
        "Access-Control-Allow-Origin": "'https://shop.example.com'",
        "X-Asked-By": "method.request.header.Origin",
        "X-Nothing": "context.authorizer.principalId",
      },
    }),
  },
  routes: {
    change: withApi(() => ({
      methods: [
        open("PATCH", "/users/me", {}),
        open("GET", "/users/{userId}", {}),
        open("GET", "/things/real", {}),
        open("ANY", "/things/{proxy+}", {}),
      ],
    })),
  },
  greedy: {
    change: withApi(() => ({
      methods: [
        open("GET", "/jobs/done", {}),
        mock("OPTIONS", "/cors_only", "WHEN_NO_MATCH"),
        open("POST", "/admin", { authorization: "AWS_IAM" }),
        open("GET", "/part1/part2/x", {}),
        open("POST", "/", { authorization: "CUSTOM", authorizerId: "custom" }),
        open("ANY", "/{proxy+}", {}),
      ],
    })),
  },
  validated: {
    change: authorizing({ identityValidationExpression: "[a-z]+" }, { identityValidationExpression: "x.*" }),
  },
  "of this audience": { change: authorizing({}, { identityValidationExpression: "scripts|app" }) },
  "by request": { change: authorizing(byRequest(300)) },
  "by request, without a cache": { change: authorizing(byRequest(0)) },
  "without a permission": { change: (model) => functionOf(model, "echo", { permissions: [] }) },
  impatient: { change: (model) => methodOf(model, "/health", { timeoutMs: 300 }) },
  filtered: { change: filtered },
  "filtered, customized": {
    change: (model) => filtered(answering({ type: "WAF_FILTERED", status: 404 })(model)),
  },
  "other addresses": { change: policed(allow, fromElsewhere) },
  "own address": { change: policed(allow, fromElsewhere), options: { sourceIp: "203.0.113.7" } },
  silent: { change: policed({ ...allow, resources: [`${EXECUTION_ARN}/dev/GET/none`] }) },
  "names a role": {
    change: policed({
      effect: "Allow",
      principals: { AWS: [roleArn("user")] },
      resources: [`${EXECUTION_ARN}/dev/POST/pets`],
    }),
  },
  "denies a verb": {
    change: policed(allow, { ...allow, effect: "Deny", resources: [`${EXECUTION_ARN}/dev/POST/*`] }),
  },
  "of another account": {
    change: (model) =>
      JSON.parse(
        JSON.stringify(model).replaceAll(
          EXECUTION_ARN,
          EXECUTION_ARN.replace("123456789012", "210987654321"),
        ),
      ),
  },
} satisfies Readonly<Record<string, Variant>>;

/** The authorizers of the pet store, changed. */
function authorizing(lambda: Partial<LambdaAuthorizer>, cognito: Partial<CognitoAuthorizer> = {}) {
  return withApi(({ authorizers }) => ({
    authorizers: authorizers.map((authorizer) =>
      authorizer.type === "COGNITO_USER_POOLS" ? { ...authorizer, ...cognito } : { ...authorizer, ...lambda },
    ),
  }));
}

function byRequest(ttlSeconds: number): Partial<LambdaAuthorizer> {
  return {
    type: "REQUEST",
    identitySources: ["method.request.header.Authorization", "method.request.querystring.tenant"],
    ttlSeconds,
  };
}

/** A web ACL with a rule for each action, by a header. */
function filtered(model: ApiModel): ApiModel {
  const address = "api/aws_wafv2_web_acl.front";
  const sent = (name: string): FirewallStatement => ({
    is: "size",
    part: { of: "header", name },
    transformations: [],
    operator: "GT",
    size: 0,
  });
  const rule = (name: string, action: FirewallAction, statement: FirewallStatement): FirewallRule => ({
    kind: "statement",
    address,
    name,
    action,
    labels: [],
    statement,
  });
  const response = {
    status: 418,
    headers: [["x-brewed", "tea"]] as const,
    body: { type: "text/plain", text: "no coffee" },
  };
  const rate = { is: "rate", limit: 1, windowSeconds: 300, keys: [{ by: "address" }] } as const;
  const body = { part: { of: "body", oversize: "MATCH" }, transformations: [] } as const;
  const firewall: Firewall = {
    address,
    name: "front",
    labelPrefix: "awswaf:123456789012:webacl:front:",
    defaultAction: { kind: "allow" },
    bodyLimit: 16_384,
    rules: [
      rule("managed", { kind: "block" }, { is: "unknown", because: "it is managed" }),
      rule("header", { kind: "block" }, sent("x-block")),
      rule("body", { kind: "block" }, { is: "bytes", search: "attack", position: "CONTAINS", ...body }),
      rule("teapot", { kind: "block", response }, sent("x-teapot")),
      rule("captcha", { kind: "captcha" }, sent("x-captcha")),
      rule("challenge", { kind: "challenge" }, sent("x-challenge")),
      rule("rate", { kind: "block" }, { ...rate, of: sent("x-rated") }),
    ],
  };
  return withApi(({ stages }) => ({ stages: stages.map((stage) => ({ ...stage, firewall })) }))(model);
}

/** Validators, limits and MOCK integrations on routes of their own. */
function guarded(model: ApiModel): ApiModel {
  const key = { address: "api/aws_api_gateway_api_key.scarce", id: "key3", name: "scarce", enabled: true };
  const changed = withApi(({ methods, stages }) => ({
    methods: [...methods, ...guardedMethods()],
    models: [
      {
        address: "api/aws_api_gateway_model.pet",
        name: "Pet",
        schema: { type: "object", required: ["name"] },
      },
    ],
    stages: stages.map((stage) => ({
      ...stage,
      throttles: [
        {
          address: "api/aws_api_gateway_method_settings.none",
          path: "/throttled",
          verb: "GET",
          limit: { rate: 0, burst: 0 },
        },
      ],
    })),
  }))(model);
  return {
    ...changed,
    apiKeys: [...model.apiKeys, { ...key, value: "scarce-key-scarce-key-scarce" }],
    usagePlans: [
      ...model.usagePlans,
      {
        address: "api/aws_api_gateway_usage_plan.scarce",
        id: "plan2",
        name: "scarce",
        stages: [{ apiId: "a1b2c3d4e5", stage: "dev" }],
        keyIds: ["key3"],
        quota: { limit: 1, period: "DAY", offset: 0 },
      },
    ],
  };
}

function guardedMethods(): ApiMethod[] {
  const validator = "api/aws_api_gateway_request_validator.all";
  const models = { "application/json": "Pet" };
  const parameters = {
    address: validator,
    models,
    required: [
      { place: "header", name: "x-header-param" },
      { place: "path", name: "issuer" },
      { place: "querystring", name: "qs1" },
    ],
  } as const;
  const bodies = { address: validator, models, required: [] };
  return [
    open("POST", "/checked", { checks: parameters }),
    open("POST", "/checked/{issuer}", { checks: parameters }),
    open("POST", "/body", { checks: bodies }),
    open("GET", "/body", { checks: bodies }),
    open("POST", "/locked-body", { checks: bodies, authorization: "AWS_IAM" }),
    open("GET", "/throttled", {}),
    open("GET", "/throttled-pets", { authorization: "AWS_IAM" }),
    open("GET", "/scarce", { apiKeyRequired: true }),
    mock("OPTIONS", "/pets", "WHEN_NO_MATCH"),
    mock("POST", "/mock", "NEVER"),
  ];
}

function open(verb: string, path: string, changes: Partial<ApiMethod>): ApiMethod {
  const name = `${verb}_${path.replace(/\W+/g, "_")}`.toLowerCase();
  return {
    address: `api/aws_api_gateway_method.${name}`,
    path,
    resourceId: `r${path.replace(/\W+/g, "")}`,
    verb,
    authorization: "NONE",
    scopes: [],
    apiKeyRequired: false,
    integration: {
      address: `api/aws_api_gateway_integration.${name}`,
      type: "AWS_PROXY",
      functionArn: functionArn("echo"),
      timeoutMs: 29_000,
    },
    ...changes,
  };
}

function mock(verb: string, path: string, passthrough: "WHEN_NO_MATCH" | "NEVER"): ApiMethod {
  const method = open(verb, path, {});
  const answer = {
    address: "api/aws_api_gateway_integration_response.answer",
    status: 204,
    headers: { "Access-Control-Allow-Origin": "'https://shop.example.com'", Vary: "'Origin'" },
    templates: {},
  };
  const requestTemplates = { "application/json": '{"statusCode": 204}' };
  return {
    ...method,
    integration: {
      address: method.integration.address,
      type: "MOCK",
      timeoutMs: 29_000,
      mock: { passthrough, requestTemplates, responses: [answer] },
    },
  };
}

/** Of a schema, only what is required. */
function requiredOnly(schemas: Parameters<CompileSchemas>[0]): ReturnType<CompileSchemas> {
  return (uri, value) => {
    const { required = [] } = (schemas.get(uri) ?? {}) as { required?: string[] };
    const missing = required.filter((name) => !Object.hasOwn((value ?? {}) as object, name));
    return missing.length > 0 ? `${missing.join(", ")} is missing` : undefined;
  };
}
