import { makeIds } from "../../../../gateway/data-plane/event/ids";
import { mapped, variablesOf } from "../../../../gateway/data-plane/event/variables";
import { identityValues } from "../../../../gateway/data-plane/lambda-authorizer/authorizer-event";
import { mediaTypeOf } from "../../../../gateway/data-plane/media-type";
import type { MethodCall } from "../../../../gateway/data-plane/method-call";
import { singleHeader } from "../../../../gateway/http/message";
import type { LambdaAuthorizer } from "../../../../terraform/model/authorizer";
import { petstoreModel } from "../../petstore/model";

function callOf(headers: readonly (readonly [string, string])[], query = ""): MethodCall {
  const [api] = petstoreModel("").apis;
  const [stage] = api?.stages ?? [];
  const [method] = api?.methods ?? [];
  if (!api || !stage || !method) throw new Error("the fixture is empty");
  const request = {
    verb: "GET",
    path: "/dev/health",
    query,
    headers,
    body: Buffer.alloc(0),
    sourceIp: "::1",
  };
  const match = { method, pathParameters: {} };
  const paths = { path: "/health", stagePath: request.path };
  return { request, invocations: [], api, stage, match, ...match, ids: makeIds(new Date(0)), ...paths };
}

const values = (call: MethodCall, ...identitySources: readonly string[]) =>
  identityValues(call, { identitySources } as unknown as LambdaAuthorizer);

// Every object inherits these names.
const INHERITED = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "constructor.name",
  "toString.name",
];

test.each(INHERITED)("an identity source that names %s finds what was sent, and nothing else", (name) => {
  const call = callOf([]);
  for (const place of [
    "context",
    "context.identity",
    "stageVariables",
    "method.request.querystring",
    "method.request.header",
  ])
    expect(values(call, `${place}.${name}`)).toBeUndefined();
  const sent = callOf([], `${name}=a`);
  expect(values(sent, `method.request.querystring.${name}`)).toEqual(["a"]);
});

test.each(INHERITED)("a mapping that names %s finds what was sent, and nothing else", (name) => {
  const places = [
    "context",
    "context.identity",
    "stageVariables",
    "method.request.querystring",
    "method.request.path",
  ];
  const variables = variablesOf(callOf([]), undefined);
  for (const place of places) expect(mapped(`${place}.${name}`, variables)).toBeUndefined();
  const sent = variablesOf(callOf([], `${name}=a&${name}=b`), undefined);
  expect(mapped(`method.request.querystring.${name}`, sent)).toBe("b");
});

test("identity sources of the context are read at any depth", () => {
  expect(values(callOf([]), "context.identity.sourceIp", "context.httpMethod")).toEqual(["::1", "GET"]);
});

test.each([
  [" a\t", "a"],
  ["\t \ta b \t", "a b"],
  ["\u00a0a", "\u00a0a"],
  ["a\u00a0", "a\u00a0"],
  ["\u00a0", "\u00a0"],
  [" \u00a0 ", "\u00a0"],
])("of the header %j, the value is %j for all who read it", (sent, value) => {
  const call = callOf([["Authorization", sent]]);
  expect(singleHeader(call.request, "authorization")).toEqual({ value });
  expect(values(call, "method.request.header.Authorization")).toEqual([value]);
});

test.each(["", " ", "\t", " \t "])("the header %j has no value", (sent) => {
  const call = callOf([["Authorization", sent]]);
  expect(singleHeader(call.request, "authorization")).toBeUndefined();
  expect(values(call, "method.request.header.Authorization")).toBeUndefined();
});

test.each([
  [" Application/JSON ; charset=utf-8", "application/json"],
  ["application/json\u00a0", "application/json\u00a0"],
  ["\u00a0", "\u00a0"],
  [" ", undefined],
])("the media type of %j is %j", (header, type) => {
  expect(mediaTypeOf(header)).toBe(type);
});
