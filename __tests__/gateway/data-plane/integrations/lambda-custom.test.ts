import type { DataPlane } from "../../../../gateway/data-plane/data-plane";
import { makeIds } from "../../../../gateway/data-plane/event/ids";
import type { Refused } from "../../../../gateway/data-plane/gateway-response/responses";
import { unevaluated } from "../../../../gateway/data-plane/integrations/lambda/input-template";
import { lambdaCustom } from "../../../../gateway/data-plane/integrations/lambda/lambda-custom";
import type { Authenticated } from "../../../../gateway/data-plane/locks/lock";
import type { MethodCall } from "../../../../gateway/data-plane/method-call";
import type { HttpResponse } from "../../../../gateway/http/message";
import type { InvokeResult } from "../../../../gateway/lambda/worker";
import type { MockAnswer, MockAnswers } from "../../../../terraform/model";
import { petstoreModel } from "../../petstore/model";

/** A function that is no proxy: what it gets of a request, and what the client gets of its result. */

const ok: MockAnswer = { address: "r200", status: 200, headers: {}, templates: {} };
const missing: MockAnswer = { ...ok, address: "r404", status: 404, pattern: ".*not found.*" };

interface Asked {
  readonly body?: string;
  readonly query?: string;
  readonly answers?: Partial<MockAnswers>;
  readonly result?: InvokeResult;
}

interface Told {
  readonly events: readonly unknown[];
  readonly refused?: string;
  readonly status?: number;
  readonly body?: unknown;
}

async function ask({ answers = {}, body = "", query = "", result }: Asked): Promise<Told> {
  const model = petstoreModel("");
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const method = api?.methods.find(({ path, verb }) => path === "/pets/{petId}" && verb === "GET");
  const target = model.functions.find(({ arn }) => arn === method?.integration.functionArn);
  if (!api || !stage || !method || !target) throw new Error("the fixture is empty");
  const request = {
    verb: "GET",
    path: "/dev/pets/7",
    query,
    headers: [["X-Tag", "t"]] as const,
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
  };
  const pathParameters = { petId: "7" };
  const call: MethodCall = {
    invocations: [],
    request,
    api,
    stage,
    stagePath: request.path,
    match: { method, pathParameters },
    method,
    ids: makeIds(new Date(0)),
    path: "/pets/7",
    pathParameters,
  };
  const events: unknown[] = [];
  const invoke = async (_: string, event: string): Promise<InvokeResult> => {
    events.push(JSON.parse(event));
    return result ?? { kind: "ok", payload: { name: "Rex" } };
  };
  const who = { caller: { kind: "anonymous" }, identity: {} } as unknown as Authenticated;
  const all: MockAnswers = {
    passthrough: "WHEN_NO_MATCH",
    requestTemplates: {},
    responses: [ok],
    ...answers,
  };
  const integration = {
    address: "i",
    type: "AWS",
    timeoutMs: 1_000,
    lambda: { functionArn: target.arn, answers: all },
  } as const;
  const dataPlane = { model, invoke } as unknown as DataPlane;
  const answer = (await lambdaCustom.respond(call, integration, who, dataPlane)) as HttpResponse | Refused;
  return {
    events,
    ...("response" in answer ? { refused: answer.response } : { status: answer.status, body: answer.body }),
  };
}

test("without a template, the function gets the body, and the client its result", async () => {
  expect(await ask({ body: '{"a":1}' })).toEqual({ events: [{ a: 1 }], status: 200, body: '{"name":"Rex"}' });
  expect((await ask({})).events).toEqual([{}]);
});

test("a template makes the event of the request", async () => {
  const template =
    '{"id": "$input.params(\'petId\')", "q": "$input.params("x")", "tag": "$input.params(\'X-Tag\')", "all": $input.json(\'$\'), "one": $input.json("$.a.b[1]"), "text": "$input.path(\'$.t\')", "stage": "${context.stage}"}';
  const { events } = await ask({
    body: '{"a":{"b":[1,2]},"t":"hi"}',
    query: "x=y",
    answers: { requestTemplates: { "application/json": template } },
  });
  expect(events).toEqual([
    { id: "7", q: "y", tag: "t", all: { a: { b: [1, 2] }, t: "hi" }, one: 2, text: "hi", stage: "dev" },
  ]);
});

test("an error's message chooses the response; without one that fits it is the one without a pattern", async () => {
  const thrown = (errorMessage: string) =>
    ask({
      answers: { responses: [missing, ok] },
      result: { kind: "error", errorType: "Error", errorMessage },
    });
  expect(await thrown("pet not found")).toMatchObject({
    status: 404,
    body: '{"errorMessage":"pet not found","errorType":"Error"}',
  });
  expect((await thrown("other")).status).toBe(200);
  expect((await ask({ answers: { responses: [missing] } })).refused).toBe("API_CONFIGURATION_ERROR");
});

test("a template of the response reads the result", async () => {
  const templates = { "application/json": '{"pet": $input.json("$.name")}' };
  expect((await ask({ answers: { responses: [{ ...ok, templates }] } })).body).toBe('{"pet": "Rex"}');
  // An empty one hands the result on.
  expect(
    (await ask({ answers: { responses: [{ ...ok, templates: { "application/json": "" } }] } })).body,
  ).toBe('{"name":"Rex"}');
});

test("what is no JSON, or is not evaluated, never reaches the function", async () => {
  expect(await ask({ body: "{" })).toEqual({ events: [], refused: "BAD_REQUEST_BODY" });
  const program = { "application/json": "#set($a = 1){}" };
  expect(await ask({ answers: { requestTemplates: program } })).toEqual({
    events: [],
    refused: "NOT_SERVED",
  });
});

test.each([
  ["$input.json('$')", undefined],
  ["$context.authorizer.claims.sub $stageVariables.x $input.body", undefined],
  ["$input.json('$..a')", "$..a"],
  ["$util.escapeJavaScript($input.body)", "$util.escapeJavaScript"],
  ["#if(1)x#end", "#if"],
  ["$allParams", "$allParams"],
])("%s: is not evaluated: %s", (template, found) => {
  expect(unevaluated(template)).toBe(found);
});
