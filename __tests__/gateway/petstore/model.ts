import type { ApiModel } from "../../../terraform/model";
import type { ApiMethod } from "../../../terraform/model/api";
import type { LambdaFunction } from "../../../terraform/model/function";
import type { LambdaIntegration } from "../../../terraform/model/integration";
import { identityPools, userPools } from "./identity";
import { ACCOUNT, EXECUTION_ARN, functionArn, POOL_ARN, REGION, roleArn } from "./names";
import { byAccount, byIdentityPool, functionRole, role } from "./roles";

/** A small API with every kind of lock. */

function lambda(
  name: string,
  ranFile: string,
  permission: LambdaFunction["permissions"][number],
): LambdaFunction {
  return {
    address: `api/aws_lambda_function.${name}`,
    arn: functionArn(name),
    name,
    handler: "index.handler",
    runtime: "nodejs24.x",
    // A start of a function takes long on a busy machine.
    timeoutSeconds: 10,
    memoryMb: 128,
    environment: {
      RAN: ranFile,
      ...(name === "authorizer" && {
        JWKS_URL: "https://partner.example/jwks",
        ISSUER: "https://partner.example/",
        AUDIENCE: "petstore",
      }),
    },
    archive: name,
    roleArn: roleArn(`${name}-function`),
    permissions: [permission],
  };
}

export type Lock = Pick<ApiMethod, "authorization"> &
  Partial<Pick<ApiMethod, "authorizerId" | "scopes" | "apiKeyRequired">>;

/** A method behind a lock, with the function `echo` behind it. */
export function method(verb: string, path: string, lock: Lock): ApiMethod {
  const name = `${verb}_${path.replace(/\W+/g, "_")}`.toLowerCase();
  return {
    address: `api/aws_api_gateway_method.${name}`,
    path,
    resourceId: `r${path.replace(/\W+/g, "")}`,
    verb,
    scopes: [],
    apiKeyRequired: false,
    ...lock,
    integration: {
      address: `api/aws_api_gateway_integration.${name}`,
      type: "AWS_PROXY",
      functionArn: functionArn("echo"),
      timeoutMs: 29_000,
    },
  };
}

const iam: Lock = { authorization: "AWS_IAM" };
const tokens: Lock = { authorization: "COGNITO_USER_POOLS", authorizerId: "cognito" };
const custom: Lock = { authorization: "CUSTOM", authorizerId: "custom" };

/** `ranFile` is where every handler notes that it ran. */
export function petstoreModel(ranFile: string): ApiModel {
  const executeApi = (name: string) =>
    lambda(name, ranFile, {
      address: `api/aws_lambda_permission.${name}`,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${EXECUTION_ARN}/*`,
    });
  const arn = (path: string) => `${EXECUTION_ARN}/dev/${path}`;
  return {
    region: REGION,
    accountId: ACCOUNT,
    apis: [
      {
        kind: "rest",
        address: "api/aws_api_gateway_rest_api.api",
        id: "a1b2c3d4e5",
        name: "petstore",
        executionArn: EXECUTION_ARN,
        apiKeySource: "HEADER",
        binaryMediaTypes: ["image/png"],
        stages: [
          { address: "api/aws_api_gateway_stage.dev", name: "dev", deploymentId: "d1", variables: {} },
        ],
        methods: [
          method("GET", "/health", { authorization: "NONE" }),
          method("GET", "/pets", iam),
          method("POST", "/pets", iam),
          method("GET", "/pets/{petId}", iam),
          method("GET", "/account", tokens),
          method("GET", "/products", { ...tokens, scopes: ["api/read"] }),
          method("POST", "/products", { ...tokens, scopes: ["api/write"] }),
          method("GET", "/partner/pets", custom),
          method("POST", "/partner/pets", custom),
          method("GET", "/inventory", { ...iam, apiKeyRequired: true }),
          method("GET", "/metered", { authorization: "NONE", apiKeyRequired: true }),
          method("GET", "/metered-account", { ...tokens, apiKeyRequired: true }),
        ],
        authorizers: [
          {
            type: "COGNITO_USER_POOLS",
            address: "api/aws_api_gateway_authorizer.cognito",
            id: "cognito",
            name: "cognito",
            providerArns: [POOL_ARN],
            identitySource: "method.request.header.Authorization",
          },
          {
            type: "TOKEN",
            address: "api/aws_api_gateway_authorizer.custom",
            id: "custom",
            name: "custom",
            functionArn: functionArn("authorizer"),
            identitySources: ["method.request.header.Authorization"],
            ttlSeconds: 300,
          },
        ],
      },
    ],
    functions: [
      executeApi("echo"),
      executeApi("authorizer"),
      lambda("trigger", ranFile, {
        address: "identity/aws_lambda_permission.trigger",
        principal: "cognito-idp.amazonaws.com",
        sourceArn: POOL_ARN,
      }),
    ],
    userPools,
    identityPools,
    roles: [
      role("user", byIdentityPool, arn("GET/pets"), arn("GET/pets/*")),
      role("admin", byIdentityPool, arn("GET/pets"), arn("GET/pets/*"), arn("POST/pets")),
      role("warehouse", byAccount, arn("GET/inventory")),
      ...["echo", "authorizer", "trigger"].map(functionRole),
    ],
    apiKeys: [
      { address: "api/aws_api_gateway_api_key.warehouse", id: "key1", name: "warehouse", enabled: true },
      {
        address: "api/aws_api_gateway_api_key.old",
        id: "key2",
        name: "old",
        enabled: false,
        value: "old-key-old-key-old-key",
      },
    ],
    usagePlans: [
      {
        address: "api/aws_api_gateway_usage_plan.plan",
        id: "plan1",
        name: "plan",
        stages: [{ apiId: "a1b2c3d4e5", stage: "dev" }],
        keyIds: ["key1", "key2"],
      },
    ],
    tables: [
      {
        address: "api/aws_dynamodb_table.pets",
        name: "pets",
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
      },
    ],
    notices: [],
  };
}

/** The model with one function changed. */
export function functionOf(model: ApiModel, name: string, changes: Partial<LambdaFunction>): ApiModel {
  return {
    ...model,
    functions: model.functions.map((entry) => (entry.name === name ? { ...entry, ...changes } : entry)),
  };
}

/** The model with the integrations of one path changed. */
export function methodOf(model: ApiModel, path: string, changes: Partial<LambdaIntegration>): ApiModel {
  return {
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      methods: api.methods.map((entry) =>
        entry.path === path
          ? { ...entry, integration: { ...(entry.integration as LambdaIntegration), ...changes } }
          : entry,
      ),
    })),
  };
}
