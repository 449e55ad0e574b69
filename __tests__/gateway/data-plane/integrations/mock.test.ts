import type { DataPlane } from "../../../../gateway/data-plane/data-plane";
import { makeIds } from "../../../../gateway/data-plane/event/ids";
import type { Refused } from "../../../../gateway/data-plane/gateway-response/responses";
import { differencesOf } from "../../../../gateway/data-plane/integrations";
import { mock } from "../../../../gateway/data-plane/integrations/mock";
import type { Authenticated } from "../../../../gateway/data-plane/locks/lock";
import type { MethodCall } from "../../../../gateway/data-plane/method-call";
import type { HttpResponse } from "../../../../gateway/http/message";
import type { MockAnswer, MockAnswers } from "../../../../terraform/model/integration";
import { petstoreModel } from "../../petstore/model";

const ok: MockAnswer = { address: "answer.200", status: 200, headers: {}, templates: {} };

function mockOf(changes: Partial<MockAnswers> = {}): MockAnswers {
  return {
    passthrough: "WHEN_NO_MATCH",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: [ok],
    ...changes,
  };
}

function ask(changes: Partial<MockAnswers>, headers: Readonly<Record<string, string>> = {}) {
  const [api] = petstoreModel("").apis;
  const [stage] = api?.stages ?? [];
  const [method] = api?.methods ?? [];
  if (!api || !stage || !method) throw new Error("the fixture is empty");
  const request = {
    verb: "GET",
    path: "/dev/health",
    query: "",
    headers: Object.entries(headers),
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  };
  const call: MethodCall = {
    invocations: [],
    request,
    api,
    stage,
    stagePath: request.path,
    match: { method, pathParameters: {} },
    method,
    ids: makeIds(new Date(0)),
    path: "/health",
    pathParameters: {},
  };
  const who = { caller: { kind: "anonymous" }, identity: {} } as unknown as Authenticated;
  const integration = { address: "mock", type: "MOCK", timeoutMs: 1, mock: mockOf(changes) } as const;
  // A MOCK integration needs nothing of the data plane.
  return mock.respond(call, integration, who, {} as DataPlane) as HttpResponse | Refused;
}

test("the status of the template chooses the answer; without pattern it is for all others", () => {
  const answers = {
    responses: [ok, { ...ok, status: 409, pattern: "4\\d\\d" }, { ...ok, status: 503, pattern: "5" }],
  };
  const statusFor = (status: number) =>
    ask({ ...answers, requestTemplates: { "application/json": `{ "statusCode": ${status} }` } });
  expect(statusFor(404)).toMatchObject({ status: 409 });
  expect(statusFor(200)).toMatchObject({ status: 200 });
  // A pattern is for the whole status.
  expect(statusFor(500)).toMatchObject({ status: 200 });
});

test.each([
  "{statusCode: 200}",
  "{'statusCode': 200}",
  '{"a": 1, "statusCode": "200"}',
  '\n{\n  "statusCode" : 200\n}',
])("a template as people write them: %s", (template) => {
  expect(ask({ requestTemplates: { "application/json": template } })).toMatchObject({ status: 200 });
});

test("the body is the response template's, of the type that the client accepts", () => {
  const templates = { "application/json": "{}", "text/plain": "hello" };
  const answer = { responses: [{ ...ok, templates }] };
  expect(ask(answer, { accept: "text/plain" })).toMatchObject({ body: "hello" });
  expect(ask(answer, { accept: "text/html" })).toMatchObject({ body: "{}" });
  expect(ask({})).toMatchObject({ body: "" });
});

test("a header that is mapped takes the place of the usual one; one without a value is left out", () => {
  const headers = {
    "content-type": "'text/css'",
    "X-No": "context.authorizer.principalId",
    "X-Bad": "'a\nb'",
  };
  const answer = ask({ responses: [{ ...ok, headers }] });
  expect("headers" in answer && answer.headers.map(([name]) => name)).toEqual([
    "content-type",
    "x-amzn-RequestId",
    "x-amz-apigw-id",
  ]);
});

test.each([
  ["no answer for the status", { responses: [] }],
  ["no template that names a status", { requestTemplates: { "application/json": "{}" } }],
  [
    "no template of the type, and bodies pass through",
    { requestTemplates: { "text/xml": '{"statusCode": 200}' } },
  ],
] as const)("%s is 500", (_, changes) => {
  expect(ask(changes)).toMatchObject({
    response: "API_CONFIGURATION_ERROR",
    reason: expect.stringContaining("mock"),
  });
});

test.each([
  [
    "a request template with variables",
    { requestTemplates: { "application/json": '{"statusCode": $context.x}' } },
  ],
  ["directives", { requestTemplates: { "application/json": '#set($a=1){"statusCode": 200}' } }],
  [
    "a response template with variables",
    { responses: [{ ...ok, templates: { "application/json": "$input.body" } }] },
  ],
] as const)("%s is not served", (_, changes) => {
  expect(ask(changes)).toMatchObject({
    response: "NOT_SERVED",
    reason: expect.stringMatching(/mock|answer/),
  });
});

test.each([
  ["NEVER", {}, true],
  ["WHEN_NO_TEMPLATES", {}, false],
  ["WHEN_NO_TEMPLATES", { "text/xml": "x" }, true],
  ["WHEN_NO_MATCH", { "text/xml": "x" }, false],
] as const)("passthrough %s with the templates %j: 415 is %s", (passthrough, requestTemplates, refused) => {
  const answer = ask({ passthrough, requestTemplates });
  expect(answer).toMatchObject({ response: refused ? "UNSUPPORTED_MEDIA_TYPE" : "API_CONFIGURATION_ERROR" });
});

test("what cannot be answered is announced at the start", () => {
  const context = { backends: new Map(), stage: { variables: {} } };
  const of = (changes: Partial<MockAnswers>) =>
    differencesOf({ address: "mock", type: "MOCK", timeoutMs: 1, mock: mockOf(changes) }, context);
  expect(of({})).toEqual([]);
  expect(of({ requestTemplates: {} })).toEqual([expect.stringMatching(/500/)]);
  expect(of({ responses: [{ ...ok, templates: { "text/plain": "$a" } }] })).toEqual([
    expect.stringMatching(/501/),
  ]);
  expect(differencesOf({ address: "other", type: "AWS", timeoutMs: 1 }, context)).toEqual([
    "the service of AWS is not called: calls get 501",
  ]);
  for (const type of ["HTTP", "UNKNOWN"] as const)
    expect(differencesOf({ address: "other", type, timeoutMs: 1 }, context)).toEqual([
      `integrations of the type ${type} are not supported: calls get 500`,
    ]);
});
