import { decide } from "../../../terraform/access/decide/decide";
import type { Caller } from "../../../terraform/access/decide/request";
import { matchRoute } from "../../../terraform/access/decide/route";
import type { ApiModel } from "../../../terraform/model";
import { invoke, mock, only, openapi, pool, read } from "./openapi-body";

describe("an operation's lock", () => {
  test.each<[string, object, object]>([
    ["none without security", {}, { authorization: "NONE" }],
    ["none with empty security", { security: [] }, { authorization: "NONE" }],
    [
      "a user pool, with scopes",
      { security: [{ pool: ["a/b", "a/c"] }] },
      { authorization: "COGNITO_USER_POOLS", scopes: ["a/b", "a/c"] },
    ],
    [
      "a user pool, without",
      { security: [{ pool: [] }] },
      { authorization: "COGNITO_USER_POOLS", scopes: [] },
    ],
    ["SigV4", { security: [{ sigv4: [] }] }, { authorization: "AWS_IAM" }],
    [
      "SigV4 by x-amazon-apigateway-auth",
      { "x-amazon-apigateway-auth": { type: "aws_iam" } },
      { authorization: "AWS_IAM" },
    ],
    [
      "none by x-amazon-apigateway-auth",
      { "x-amazon-apigateway-auth": { type: "NONE" } },
      { authorization: "NONE" },
    ],
    ["a Lambda authorizer", { security: [{ lambda: [] }] }, { authorization: "CUSTOM", scopes: [] }],
    ["an API key alone", { security: [{ key: [] }] }, { authorization: "NONE", apiKeyRequired: true }],
    [
      "SigV4 and a key, as one requirement",
      { security: [{ sigv4: [], key: [] }] },
      { authorization: "AWS_IAM", apiKeyRequired: true },
    ],
    [
      "SigV4 and a key, as AWS exports them",
      { security: [{ sigv4: [] }, { key: [] }] },
      { authorization: "AWS_IAM", apiKeyRequired: true },
    ],
  ])("%s", (_, operation, lock) => {
    const method = only(operation);
    expect(method).toMatchObject({ apiKeyRequired: false, ...lock });
    expect(method?.unknown).toBeUndefined();
  });

  test.each<[string, object, object, string]>([
    ["a scheme that API Gateway does not enforce", { security: [{ oauth: [] }] }, {}, "oauth"],
    ["a scheme that is not defined", { security: [{ gone: [] }] }, {}, "gone"],
    ["a lock that is optional", { security: [{ pool: [] }, {}] }, {}, "an empty requirement"],
    ["two locks at once", { security: [{ pool: [] }, { sigv4: [] }] }, {}, "more than one lock"],
    [
      "a lock, and x-amazon-apigateway-auth of NONE",
      { security: [{ pool: [] }], "x-amazon-apigateway-auth": { type: "NONE" } },
      {},
      "more than one lock",
    ],
    ["security of the root alone", {}, { security: [{ sigv4: [] }] }, "root"],
  ])("is unknown with %s, and so is every decision", (_, operation, rest, says) => {
    const model = read(openapi({ "/a": { get: { ...operation, ...mock } } }, rest));
    expect(model.apis[0]?.methods[0]?.unknown).toContain(says);
    expect(ask(model, "GET", "/a", { kind: "anonymous" }).outcome).toBe("unknown");
  });
});

test("authorizers come from the schemes", () => {
  const [api] = read(openapi({})).apis;
  expect(api?.authorizers).toMatchObject([
    { type: "COGNITO_USER_POOLS", providerArns: [pool], identitySource: "method.request.header.X-Token" },
    {
      type: "TOKEN",
      functionArn: "arn:aws:lambda:us-east-1:1:function:f",
      identitySources: ["method.request.header.Authorization"],
      ttlSeconds: 60,
    },
  ]);
});

test("routes: every verb, any-method, and nothing of what is beside them", () => {
  const operations = {
    get: mock,
    post: mock,
    "x-amazon-apigateway-any-method": mock,
    parameters: [],
    summary: "x",
  };
  const [api] = read(openapi({ "/": { head: mock }, "/a/{id}/": operations, "x-note": {} })).apis;
  expect(api?.methods.map(({ path, verb }) => `${verb} ${path}`)).toEqual([
    "HEAD /",
    "GET /a/{id}",
    "POST /a/{id}",
    "ANY /a/{id}",
  ]);
  expect(api?.methods[1]?.address).toBe("aws_api_gateway_rest_api.x (GET /a/{id})");
});

test("integrations: a Lambda proxy has its function, others their kind", () => {
  const of = (extension: object | undefined) =>
    read(openapi({ "/a": { get: { "x-amazon-apigateway-integration": extension } } })).apis[0]?.methods[0]
      ?.integration;
  expect(of({ type: "aws_proxy", uri: invoke, timeoutInMillis: 5000 })).toMatchObject({
    type: "AWS_PROXY",
    functionArn: "arn:aws:lambda:us-east-1:1:function:f",
    timeoutMs: 5_000,
  });
  expect(of({ type: "http_proxy", uri: "https://x" })).toMatchObject({
    type: "HTTP_PROXY",
    uri: "https://x",
  });
  expect(of({ type: "aws_proxy", uri: "arn:aws:apigateway:us-east-1:s3:path/b" })).toMatchObject({
    type: "UNKNOWN",
  });
  expect(of(undefined)).toMatchObject({ type: "UNKNOWN" });
});

test("the policy in the body is the API's resource policy", () => {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/v1/GET/a" },
    ],
  };
  const model = read(openapi({ "/a": { get: mock, post: mock } }, { "x-amazon-apigateway-policy": policy }));
  expect(ask(model, "GET", "/a", { kind: "anonymous" }).outcome).toBe("allow");
  expect(ask(model, "POST", "/a", { kind: "anonymous" })).toMatchObject({
    outcome: "deny",
    refusal: "ACCESS_DENIED",
  });
});

describe("YAML", () => {
  const yaml = "openapi: 3.0.1\npaths: {}\n";

  test("is parsed by what is passed", () => {
    const document = openapi({ "/a": { get: mock } });
    const model = read(yaml, { parseYaml: (text) => (text === yaml ? document : undefined) });
    expect(model.apis[0]?.methods).toHaveLength(1);
  });

  test("leaves the routes unknown without a parser, with a notice", () => {
    const model = read(yaml);
    expect(model.apis[0]).toMatchObject({ methods: [], unknown: expect.stringContaining("YAML") });
    expect(model.notices).toHaveLength(1);
  });

  test("is refused by a strict reader without a parser", () => {
    expect(() => read(yaml, { strict: true })).toThrow(
      expect.objectContaining({ code: "ARGUMENT_UNSUPPORTED" }),
    );
  });
});

test.each<[string, unknown, string]>([
  ["truncated JSON", '{"openapi": "3.0.1", "paths', "cannot be parsed"],
  ["another kind of document", { asyncapi: "2.0.0" }, "not an OpenAPI document"],
  ["paths that are a list", { openapi: "3.0.1", paths: [] }, "not an OpenAPI document"],
  ["a path elsewhere", openapi({ "/a": { $ref: "other.json" } }), "$ref"],
  ["an operation that is a text", openapi({ "/a": { get: "x" } }), "get of the path /a"],
])("%s is refused by the gate, and leaves routes unknown for readers", (_, body, message) => {
  expect(() => read(body, { strict: true })).toThrow(
    expect.objectContaining({ code: "DOCUMENT_MALFORMED", message: expect.stringContaining(message) }),
  );
  expect(read(body).apis[0]).toMatchObject({ methods: [], unknown: expect.stringContaining(message) });
});

test("what is malformed leaves the other routes of a body as they are", () => {
  const [api] = read(openapi({ "/a": { $ref: "other.json" }, "/b": { get: mock, put: 1 } })).apis;
  expect(api?.methods.map(({ path, verb }) => `${verb} ${path}`)).toEqual(["GET /b"]);
  expect(api?.unknown).toBe("body: the path /a is elsewhere, by a $ref; put of the path /b is not an object");
});

function ask(model: ApiModel, verb: string, path: string, caller: Caller) {
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const match = api && matchRoute(api, verb, path);
  if (!api || !stage || !match) throw new Error(`no ${verb} ${path}`);
  return decide(model, { api, stage, match, verb, path, caller });
}
