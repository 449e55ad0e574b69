import { makeIds } from "../../../../gateway/data-plane/event/ids";
import { refusedAnswer } from "../../../../gateway/data-plane/gateway-response/customized-response";
import type { Refused } from "../../../../gateway/data-plane/gateway-response/responses";
import type { StageCall } from "../../../../gateway/data-plane/method-call";
import type { Header } from "../../../../gateway/http/message";
import type { GatewayResponse } from "../../../../terraform/model/api";
import { petstoreModel } from "../../petstore/model";

const unauthorized: Refused = { response: "UNAUTHORIZED", reason: "for the log" };

function answer(
  entry: Partial<GatewayResponse>,
  refused = unauthorized,
  headers: readonly Header[] = [],
  query = "",
) {
  const [api] = petstoreModel("").apis;
  const [stage] = api?.stages ?? [];
  if (!api || !stage) throw new Error("the fixture is empty");
  const place: StageCall = {
    invocations: [],
    request: { verb: "GET", path: "/dev/x", query, headers, body: Buffer.alloc(0), sourceIp: "127.0.0.1" },
    ids: makeIds(new Date(0)),
    stage,
    stagePath: "/dev/x",
    path: "/",
    api: {
      ...api,
      gatewayResponses: [{ address: "entry", type: "DEFAULT_4XX", headers: {}, templates: {}, ...entry }],
    },
  };
  const { body, headers: sent, status } = refusedAnswer(refused, place, undefined);
  const names = Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value]));
  return { status, body, headers: names, count: sent.length };
}

test("a template is chosen by what the client accepts, and is of that type", () => {
  const templates = { "application/json": "{}", "application/xml": "<no/>" };
  const accepting = (accept: string) => {
    const { body, headers } = answer({ templates }, unauthorized, [["Accept", accept]]);
    return [headers["content-type"], body];
  };
  expect(accepting("application/xml;q=1, */*")).toEqual(["application/xml", "<no/>"]);
  expect(accepting("text/html")).toEqual(["application/json", "{}"]);
  expect(answer({ templates: { "text/plain": "no" } }).headers["content-type"]).toBe("text/plain");
});

test("a template shows what was wrong with a body, and a text that cannot leave its quotes", () => {
  const template = '{"m":$context.error.messageString,"d":"$context.error.validationErrorString"}';
  const refused: Refused = {
    response: "BAD_REQUEST_BODY",
    detail: "name is missing",
    message: 'a "b"',
    reason: "",
  };
  expect(answer({ templates: { "application/json": template } }, refused).body).toBe(
    '{"m":"a \\"b\\"","d":"name is missing"}',
  );
});

test("a refusal without a text has null for one", () => {
  const refused: Refused = { response: "AUTHORIZER_FAILURE", reason: "" };
  const templates = { "application/json": '{"message":$context.error.messageString}' };
  expect(answer({ type: "DEFAULT_5XX", templates }, refused)).toMatchObject({
    status: 500,
    body: '{"message":null}',
  });
});

test("DEFAULT_4XX is not for a 5xx, nor another type's entry for this one", () => {
  const refused: Refused = { response: "AUTHORIZER_FAILURE", reason: "" };
  expect(answer({ status: 418 }, refused).status).toBe(500);
  expect(answer({ type: "THROTTLED", status: 418 }).status).toBe(401);
});

test("a header takes the place of API Gateway's own; the connection's are renamed", () => {
  const { count, headers } = answer({
    headers: { "content-TYPE": "'text/css'", "Content-Length": "'1'", Server: "'x'" },
  });
  expect(headers).toMatchObject({
    "content-type": "text/css",
    "x-amzn-remapped-content-length": "1",
    "x-amzn-remapped-server": "x",
    "x-amzn-errortype": "UnauthorizedException",
  });
  expect(count).toBe(Object.keys(headers).length);
});

test("a client's value cannot add a header or end the headers", () => {
  const headers = { "X-Echo": "method.request.querystring.echo" };
  expect(answer({ headers }, unauthorized, [], "echo=fine").headers["x-echo"]).toBe("fine");
  expect(answer({ headers }, unauthorized, [], "echo=a%0d%0aSet-Cookie:%20a").headers).not.toHaveProperty(
    "x-echo",
  );
});

test("an entry that changes nothing changes nothing", () => {
  expect(answer({})).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}', count: 4 });
});
