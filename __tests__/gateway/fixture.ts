import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { type Gate, type GateOptions, startGate } from "../../gateway/gate";
import { type Installation, loadInstallation } from "../../gateway/state/installation";
import type { ApiModel } from "../../terraform/model";
import type { ApiMethod } from "../../terraform/model/api";
import type { LambdaFunction } from "../../terraform/model/function";
import type { IamRole } from "../../terraform/model/iam";
import type { LambdaIntegration } from "../../terraform/model/integration";
import type { PolicyDocument, Statement } from "../../terraform/model/policy";

/** A small API with every kind of lock, made by hand, and a running gate over it. */

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";
export const POOL = "us-east-1_AbCdEf123";
export const IDENTITY_POOL = "us-east-1:11111111-2222-4333-8444-555555555555";
export const EXECUTION_ARN = `arn:aws:execute-api:${REGION}:${ACCOUNT}:a1b2c3d4e5`;
const PROVIDER = `cognito-idp.${REGION}.amazonaws.com/${POOL}`;
const POOL_ARN = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${POOL}`;

export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** Handlers, by function. Each notes that it ran before it does anything else. */
const sources: Readonly<Record<string, string>> = {
  echo: `exports.handler = async (event, context) => {
    ran();
    const { what } = event.queryStringParameters ?? {};
    if (what === "throw") throw new Error("broken");
    if (what === "extra") return { statusCode: 200, surprise: true };
    if (what === "sleep") await new Promise((resolve) => setTimeout(resolve, 5_000));
    if (what === "exit") process.exit(3);
    if (what === "print") console.log("printed by the handler");
    if (what === "environment") return { statusCode: 200, body: JSON.stringify({ ...process.env }) };
    return { statusCode: 200, body: JSON.stringify({ event, context }) };
  };`,
  authorizer: `exports.handler = async (event) => {
    ran();
    const token = event.authorizationToken.replace("Bearer ", "");
    const policy = (Effect, Resource) => ({ principalId: "carol", policyDocument: { Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] }, context: { userId: "carol", level: 7, staff: true } });
    const all = event.methodArn.split("/").slice(0, 2).join("/") + "/*";
    if (token === "allow") return policy("Allow", all);
    if (token === "allow-this") return policy("Allow", event.methodArn);
    if (token === "deny") return policy("Deny", all);
    if (token === "elsewhere") return policy("Allow", all.replace("a1b2c3d4e5", "zzzzzzzzzz"));
    if (token === "null") return null;
    if (token === "proxy") return { statusCode: 200, body: "{}" };
    if (token === "nested") return { ...policy("Allow", all), context: { a: { b: 1 } } };
    if (token === "slow") await new Promise((resolve) => setTimeout(resolve, 5_000));
    if (token === "unauthorized") throw new Error("Unauthorized");
    throw new Error("boom " + token);
  };`,
  trigger: `exports.handler = async (event) => {
    ran();
    const groups = event.request.groupConfiguration.groupsToOverride ?? [];
    const scopesToAdd = ["api/read", ...(groups.includes("admin") ? ["api/write"] : [])];
    return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd } } } };
  };`,
};

export const archives = (name: string): Uint8Array =>
  zipSync({
    "index.js": strToU8(
      `const ran = () => require("node:fs").appendFileSync(process.env.RAN, "${name}\\n");\n${sources[name]}`,
    ),
    "roles.json": strToU8(JSON.stringify({ roles: { admin: { allow: [] }, user: { allow: [] } } })),
  });

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
    timeoutSeconds: 2,
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

export function policy(effect: Statement["effect"], ...resources: string[]): PolicyDocument {
  return {
    version: "2012-10-17",
    statements: [{ effect, actions: ["execute-api:Invoke"], resources, conditions: [] }],
  };
}

function role(name: string, trust: Statement, ...resources: string[]): IamRole {
  return {
    address: `api/aws_iam_role.${name}`,
    arn: roleArn(name),
    name,
    uniqueId: `AROA${name.toUpperCase().padEnd(17, "X")}`,
    maxSessionSeconds: 3600,
    trust: { version: "2012-10-17", statements: [trust] },
    policies: [{ address: `api/aws_iam_role_policy.${name}`, name, document: policy("Allow", ...resources) }],
  };
}

const byIdentityPool: Statement = {
  effect: "Allow",
  principals: { Federated: ["cognito-identity.amazonaws.com"] },
  actions: ["sts:AssumeRoleWithWebIdentity"],
  conditions: [
    { operator: "StringEquals", key: "cognito-identity.amazonaws.com:aud", values: [IDENTITY_POOL] },
    {
      operator: "ForAnyValue:StringLike",
      key: "cognito-identity.amazonaws.com:amr",
      values: ["authenticated"],
    },
  ],
};

const byLambda: Statement = {
  effect: "Allow",
  principals: { Service: ["lambda.amazonaws.com"] },
  actions: ["sts:AssumeRole"],
  conditions: [],
};

/** Of a function, which may list the tables and nothing else. */
function functionRole(name: string): IamRole {
  const statement: Statement = {
    effect: "Allow",
    actions: ["dynamodb:ListTables"],
    resources: ["*"],
    conditions: [],
  };
  const document: PolicyDocument = { version: "2012-10-17", statements: [statement] };
  return {
    ...role(`${name}-function`, byLambda),
    policies: [{ address: `api/aws_iam_role_policy.${name}`, name, document }],
  };
}

const byAccount: Statement = {
  effect: "Allow",
  principals: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
  actions: ["sts:AssumeRole"],
  conditions: [],
};

type Lock = Pick<ApiMethod, "authorization"> &
  Partial<Pick<ApiMethod, "authorizerId" | "scopes" | "apiKeyRequired">>;

function method(verb: string, path: string, lock: Lock): ApiMethod {
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
    userPools: [
      {
        address: "identity/aws_cognito_user_pool.pool",
        id: POOL,
        arn: POOL_ARN,
        name: "petstore",
        issuer: `https://${PROVIDER}`,
        clients: [
          client("app", ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
          client("scripts", ["ALLOW_USER_PASSWORD_AUTH"]),
          client("other", ["ALLOW_USER_PASSWORD_AUTH"]),
        ],
        groups: [
          {
            address: "identity/aws_cognito_user_group.user",
            name: "user",
            precedence: 20,
            roleArn: roleArn("user"),
          },
          {
            address: "identity/aws_cognito_user_group.admin",
            name: "admin",
            precedence: 10,
            roleArn: roleArn("admin"),
          },
        ],
        resourceServers: [
          {
            address: "identity/aws_cognito_resource_server.api",
            identifier: "api",
            scopes: ["read", "write"],
          },
        ],
        preTokenGeneration: { functionArn: functionArn("trigger"), version: "V2_0" },
      },
    ],
    identityPools: [
      {
        address: "identity/aws_cognito_identity_pool.pool",
        id: IDENTITY_POOL,
        name: "petstore",
        allowUnauthenticated: false,
        allowClassicFlow: false,
        providers: ["app", "scripts"].map((clientId) => ({
          clientId,
          providerName: PROVIDER,
          serverSideTokenCheck: true,
        })),
        roleMappings: ["app", "scripts"].map((clientId) => ({
          address: "identity/aws_cognito_identity_pool_roles_attachment.roles",
          identityProvider: `${PROVIDER}:${clientId}`,
          type: "Token" as const,
          ambiguousRoleResolution: "Deny" as const,
        })),
      },
    ],
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

function client(id: string, explicitAuthFlows: string[]) {
  return {
    address: `identity/aws_cognito_user_pool_client.${id}`,
    id,
    name: id,
    hasSecret: false,
    explicitAuthFlows,
    accessTokenSeconds: 900,
    idTokenSeconds: 900,
    refreshTokenSeconds: 86_400,
  };
}

export interface RunningGate {
  readonly gate: Gate;
  readonly model: ApiModel;
  readonly stateDir: string;
  readonly lines: string[];
  /** Names of the functions that ran since the last time it was asked. */
  ran(): string[];
  stop(): Promise<void>;
}

/** A gate over the hand-made API, with a state folder of its own where none is named. */
export async function runGate(
  change: (model: ApiModel) => ApiModel = (model) => model,
  options: Partial<GateOptions> = {},
): Promise<RunningGate> {
  const folder = mkdtempSync(join(tmpdir(), "gate-"));
  const ranFile = join(folder, "ran");
  const stateDir = options.stateDir ?? join(folder, "state");
  await seedKeys(stateDir);
  const model = change(petstoreModel(ranFile));
  const lines: string[] = [];
  let seen = 0;
  const gate = await startGate({
    model,
    readArchive: archives,
    port: 0,
    stateDir,
    log: (line) => lines.push(line),
    ...options,
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    gate,
    model,
    stateDir,
    lines,
    ran() {
      const names = readLines(ranFile);
      const fresh = names.slice(seen);
      seen = names.length;
      return fresh;
    },
    async stop() {
      await gate.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let keys: Promise<Installation> | undefined;

/** RSA keys take long to make: one set of them serves all gates of a test file. */
export function installationKeys(): Promise<Installation> {
  keys ??= withFolder("gate-keys-", loadInstallation);
  return keys;
}

/** Puts keys into a state folder that has none. */
export async function seedKeys(stateDir: string): Promise<void> {
  const file = join(stateDir, "installation.json");
  if (existsSync(file)) return;
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(file, JSON.stringify(await installationKeys()), { mode: 0o600 });
}

async function withFolder<T>(prefix: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch {
    return [];
  }
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
