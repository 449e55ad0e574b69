import type { ApiModel } from "../../../../../terraform/model";
import type { MockAnswers, OtherIntegration } from "../../../../../terraform/model/integration";
import type { Answer } from "../../../client";
import { type RunningGate, runGate } from "../../../gates";
import { signIn } from "../../../people";
import { method } from "../../../petstore/model";
import { type Backend, copies, SHOP, sendAs, startBackend, valuesOf } from "./backend";

/** HTTP integrations as other people's Terraform has them: proxies, and templates of bodies. */

let backend: Backend;
let running: RunningGate;
let idToken: string;
let sub: string;

const signedIn = { authorization: "COGNITO_USER_POOLS", authorizerId: "cognito" } as const;

/** The pet store with one more route. */
const withRoute =
  (verb: string, path: string, integration: Pick<OtherIntegration, "type" | "uri" | "http">) =>
  (model: ApiModel): ApiModel => ({
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      methods: [
        ...api.methods,
        { ...method(verb, path, signedIn), integration: { address: path, timeoutMs: 300, ...integration } },
      ],
    })),
  });

const withProxy = (parameters: Readonly<Record<string, string>>, uri = `${SHOP}/p/{rest}?own=1`) =>
  withRoute("POST", "/proxy/{rest+}", { type: "HTTP_PROXY", uri, http: { verb: "ANY", parameters } });

const PROXY = {
  "integration.request.path.rest": "method.request.path.rest",
  "integration.request.header.X-Caller-Id": "context.authorizer.claims.sub",
  "integration.request.header.X-Static": "'static'",
};

/** A route whose backend gets what request templates make of bodies. */
const withOrders = (change: (answers: MockAnswers) => MockAnswers) =>
  withRoute("POST", "/orders", {
    type: "HTTP",
    uri: `${SHOP}/orders`,
    http: { verb: "POST", parameters: {}, answers: change(ANSWERS) },
  });

const ANSWERS: MockAnswers = {
  passthrough: "WHEN_NO_MATCH",
  requestTemplates: {},
  responses: [{ address: "orders.200", status: 200, pattern: "200", headers: {}, templates: {} }],
};

beforeAll(async () => {
  backend = await startBackend();
  running = await runGate(withProxy(PROXY), { backends: new Map([[SHOP, backend.origin]]) });
  ({ idToken } = await signIn(running, "alice"));
  sub = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()).sub;
});
beforeEach(() => backend.reset());
afterAll(async () => {
  await running?.stop();
  backend.stop();
});

const send = (route: string, headers?: readonly string[], body?: string): Promise<Answer> =>
  sendAs(idToken, running.gate.description.endpoint, route.replace(" ", " /dev"), headers, body);

describe("a proxy", () => {
  test("hands on the client's headers, with the verified one in place of every copy", async () => {
    const sent = [
      ...copies,
      "X-Other",
      "1",
      "x-static",
      "mine",
      "Connection",
      "close",
      "TE",
      "trailers",
      "x-api-key",
      "k",
    ];
    expect(await send("POST /proxy/a?page=1&page=2", sent, "body")).toMatchObject({ status: 200 });
    expect(valuesOf(backend, /^x.caller.id$/i)).toEqual([sub]);
    expect(valuesOf(backend, /^x.static$/i)).toEqual(["static"]);
    expect(JSON.stringify(backend.seen)).not.toContain("mallory");
    expect(valuesOf(backend, /^x-other$/i)).toEqual(["1"]);
    expect(valuesOf(backend, /^x-api-key$/i)).toEqual(["k"]);
    expect(valuesOf(backend, /^authorization$/i)).toEqual([`Bearer ${idToken}`]);
    expect(valuesOf(backend, /^te$/i)).toEqual([]);
    expect(valuesOf(backend, /^host$/i)).toEqual(["shop.internal.example.com"]);
    expect(valuesOf(backend, /^x-forwarded-for$/i)).toEqual(["127.0.0.1"]);
    expect(backend.seen[0]).toMatchObject({ method: "POST", url: "/p/a?own=1&page=1&page=2", body: "body" });
  });

  test("says at the start where the cloud differs", () => {
    expect(
      running.lines.filter((line) => line.includes("in the cloud one in another case does")),
    ).toHaveLength(1);
  });

  test("hands back the answer as it is, but for what API Gateway itself says", async () => {
    backend.answerWith(
      (_, response) =>
        void response
          .writeHead(
            418,
            [
              ["Set-Cookie", "a=1"],
              ["Set-Cookie", "b=2"],
              ["Server", "shop"],
              ["Date", "yesterday"],
              ["X-Amzn-RequestId", "theirs"],
              ["X-Inner", "1"],
            ].flat(),
          )
          .end("teapot"),
    );
    const { status, headers, body } = await send("POST /proxy/a");
    expect({ status, body }).toEqual({ status: 418, body: "teapot" });
    expect(headers).toMatchObject({
      "set-cookie": ["a=1", "b=2"],
      "x-inner": "1",
      "x-amzn-remapped-server": "shop",
      "x-amzn-remapped-date": "yesterday",
      "x-amzn-remapped-x-amzn-requestid": "theirs",
    });
    expect(headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  test("goes where it goes: a redirect is handed back", async () => {
    backend.answerWith(
      (_, response) => void response.writeHead(302, { Location: "http://169.254.169.254/" }).end(),
    );
    expect(await send("POST /proxy/a")).toMatchObject({
      status: 302,
      headers: { location: "http://169.254.169.254/" },
    });
    expect(backend.seen).toHaveLength(1);
  });

  test("an identity that no header can hold ends the call", async () => {
    const parameters = { ...PROXY, "integration.request.header.X-Name": "method.request.path.rest" };
    await running.serve(withProxy({ ...parameters, "integration.request.header.X-Caller-Id": "'a\nb'" }));
    const { status } = await send("POST /proxy/x");
    expect([status, backend.seen]).toEqual([500, []]);
  });

  test.each<[string, Record<string, string>, string, RegExp, status?: number]>([
    ["a path parameter without a value", {}, `${SHOP}/{rest}`, /gives the path's \{rest\} a value/],
    [
      "a host that the caller would choose",
      PROXY,
      "https://{rest}.example.com/",
      /expected http:\/\/ or https:\/\/ and a host/,
    ],
    ["a stage variable that there is not", PROXY, "https://${stageVariables.host}/", /stage variable host/],
    [
      "a mapping that is not understood",
      { ...PROXY, "integration.request.header.X": "method.request.body" },
      `${SHOP}/{rest}`,
      /method.request.body is not supported/,
      501,
    ],
    [
      "a header of the connection",
      { ...PROXY, "integration.request.header.Transfer-Encoding": "'chunked'" },
      `${SHOP}/{rest}`,
      /is not supported/,
      501,
    ],
  ])("%s is refused", async (...[, parameters, uri, reason, expected = 500]) => {
    await running.serve(withProxy(parameters, uri));
    const { status } = await send("POST /proxy/x");
    expect([status, backend.seen]).toEqual([expected, []]);
    expect(running.lines.at(-1)).toMatch(reason);
  });
});

describe("templates", () => {
  /** What POST /orders comes to, with these changes to how bodies are mapped. */
  async function posted(change: (answers: MockAnswers) => MockAnswers): Promise<Answer> {
    await running.serve(withOrders(change));
    return send("POST /orders", ["Content-Type", "application/json"], "{}");
  }

  test.each<[string, Partial<MockAnswers>, number, readonly string[]]>([
    [
      "a program for the request's type",
      { requestTemplates: { "application/json": "$input.body" } },
      501,
      [],
    ],
    ["a text for the request's type", { requestTemplates: { "application/json": "fixed" } }, 200, ["fixed"]],
    ["one for another type", { requestTemplates: { "text/plain": "fixed" } }, 200, ["{}"]],
    [
      "one for another type, and nothing else is passed",
      { requestTemplates: { "text/plain": "fixed" }, passthrough: "WHEN_NO_TEMPLATES" },
      415,
      [],
    ],
    ["none, and nothing is passed", { passthrough: "NEVER" }, 415, []],
    ["no integration response", { responses: [] }, 500, ["{}"]],
  ])("%s", async (_, change, status, bodies) => {
    const answered = await posted((answers) => ({ ...answers, ...change }));
    expect([answered.status, backend.seen.map(({ body }) => body)]).toEqual([status, bodies]);
  });

  test("a program for the answer is not run, and the answer not shown", async () => {
    const answered = await posted((answers) => ({
      ...answers,
      responses: answers.responses.map((response) => ({
        ...response,
        templates: { "application/json": "$input.json('$')" },
      })),
    }));
    expect(answered).toMatchObject({ status: 501, body: '{"message": "Not served by this gate"}' });
  });
});
