import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { HTTP_ACCESS_LOG_FORMAT } from "../../../constructs/observe/access-log-format";
import { jwtRoleTable } from "../../../constructs/roles/jwt-role-table";
import { ROLE_TABLE_FILE } from "../../../contract/role-table";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { functionFolder, terraformOf } from "../terraform";
import { httpApi, locked } from "./small-http-api";

/** What surrounds the routes, as the project's own reader has it of the Terraform: declared is read back. */

const mutualTls = { truststore: "s3://trust/ca.pem", version: "3" };
const cors = {
  origins: ["https://shop.example.com"],
  headers: ["Authorization"],
  exposes: ["ETag"],
  maxAge: 60,
};

function modelOf(change: Parameters<typeof httpApi>[1] = {}, ttl = 300): ApiModel {
  const document = terraformOf((stack) => {
    const app = new LambdaFunction(stack, "app", { name: "app", folder: functionFolder("health") });
    const verifier = new LambdaFunction(stack, "verifier", {
      name: "verifier",
      folder: functionFolder("authorizer"),
      files: { [ROLE_TABLE_FILE]: jwtRoleTable(locked) },
    });
    httpApi(stack, { handlers: { app }, jwt: { function: verifier, ttl }, ...change });
  });
  return readTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] }, { strict: true });
}

const only = <T>([one, ...others]: readonly T[]): T => {
  if (one === undefined || others.length > 0) throw new Error("expected one");
  return one;
};
const apiOf = (model: ApiModel) => only(model.httpApis ?? []);
const stageOf = (model: ApiModel) => only(apiOf(model).stages);

test("the stage $default, its access log, and the limits of all routes and of single ones", () => {
  const stage = stageOf(
    modelOf({
      accessLog: { name: "log", arn: "arn:aws:logs:eu-central-1:111111111111:log-group:log" },
      throttle: { rate: 50, burst: 60 },
      throttles: { "POST /pets": { rate: 1, burst: 2 } },
    }),
  );
  expect(stage).toMatchObject({ name: "$default", accessLogFormat: HTTP_ACCESS_LOG_FORMAT });
  const limits = (stage.throttles ?? []).map(({ limit, path, verb }) => [verb, path, limit]);
  expect(limits).toContainEqual(["POST", "/pets", { rate: 1, burst: 2 }]);
  expect(limits).toContainEqual(["*", "*", { rate: 50, burst: 60 }]);
});

test("without limits of its own, every route has the stage's", () => {
  const limits = (stageOf(modelOf()).throttles ?? []).map(({ limit, path, verb }) => [verb, path, limit]);
  expect(limits).toEqual([["*", "*", { rate: 100, burst: 200 }]]);
});

test("CORS, with what is declared and nothing more", () => {
  expect(apiOf(modelOf({ cors })).cors).toMatchObject({
    origins: cors.origins,
    headers: cors.headers,
    exposed: cors.exposes,
    methods: ["GET", "POST", "OPTIONS"],
    maxAge: 60,
    allowsCredentials: false,
  });
  expect(apiOf(modelOf()).cors).toBeUndefined();
});

const domain = { name: "api.example.com", zoneId: "Z1", basePath: "v1" };

test("a domain is mapped to the stage, and is the only way in", () => {
  const model = modelOf({ domain });
  const { address: _, mappings, name } = only(model.customDomains ?? []);
  expect(name).toBe("api.example.com");
  expect(only(mappings)).toMatchObject({ basePath: "/v1", apiId: apiOf(model).id, stage: "$default" });
  expect(apiOf(model).endpointDisabled).toBe(true);
  expect(stageOf(model).trustStores).toBeUndefined();
});

test("with mutual TLS, every way in asks for a client certificate of the truststore", () => {
  const model = modelOf({ domain: { ...domain, mutualTls } });
  expect(apiOf(model).endpointDisabled).toBe(true);
  expect(stageOf(model).trustStores).toEqual(["s3://trust/ca.pem?versionId=3"]);
});

test("without a domain, the address that AWS gives is open, and asks for no certificate", () => {
  const model = modelOf();
  expect(apiOf(model).endpointDisabled).toBeUndefined();
  expect(stageOf(model).trustStores).toBeUndefined();
});

test("API Gateway may invoke a function for its own routes, and the authorizer for itself", () => {
  const model = modelOf();
  const { authorizers, executionArn } = apiOf(model);
  const sourcesOf = (name: string) =>
    model.functions
      .filter((lambda) => lambda.name === name)
      .flatMap(({ permissions }) => permissions.map(({ principal, sourceArn }) => [principal, sourceArn]));
  const service = "apigateway.amazonaws.com";
  expect(sourcesOf("app").sort()).toEqual(
    Object.keys(locked.routes)
      .map((key) => [service, `${executionArn}/$default/${key.replace(" ", "")}`])
      .sort(),
  );
  const lambda = only(authorizers.filter(({ type }) => type === "REQUEST"));
  expect(sourcesOf("verifier")).toEqual([[service, `${executionArn}/authorizers/${lambda.id}`]]);
});

test("the authorizer of each kind has its issuer and clients, or its function, format and time", () => {
  const { authorizers } = apiOf(modelOf({}, 60));
  expect(authorizers).toContainEqual(
    expect.objectContaining({
      type: "REQUEST",
      payloadVersion: "2.0",
      ttlSeconds: 60,
      identitySources: ["$request.header.Authorization"],
    }),
  );
  expect(authorizers).toContainEqual(
    expect.objectContaining({
      type: "JWT",
      audience: ["4abc"],
      identitySource: "$request.header.Authorization",
    }),
  );
  for (const authorizer of authorizers) expect(authorizer).not.toHaveProperty("hasSimpleResponses");
});
