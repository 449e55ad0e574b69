import type { GateOptions } from "../../gateway/gate";
import type { ApiModel } from "../../terraform/model";
import type { GatewayResponse } from "../../terraform/model/api";
import type { CognitoAuthorizer, LambdaAuthorizer } from "../../terraform/model/authorizer";
import type { Statement } from "../../terraform/model/policy";
import { mock, open, withApi } from "./petstore/changes";
import { filtered } from "./petstore/filtered";
import { guarded, requiredOnly } from "./petstore/guarded";
import { functionOf, methodOf } from "./petstore/model";
import { EXECUTION_ARN, roleArn } from "./petstore/names";

/** The pet store with what an API can have besides locks, by the names that cases use. */

export interface Variant {
  readonly change: (model: ApiModel) => ApiModel;
  readonly options?: Partial<GateOptions>;
}

const others = { address: "api/aws_api_gateway_rest_api_policy.policy", name: "policy" };

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
  impatient: {
    change: (model) =>
      methodOf(functionOf(model, "authorizer", { timeoutSeconds: 0.2 }), "/health", { timeoutMs: 200 }),
  },
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
