import { proxyResponse } from "../../../gateway/data-plane/proxy-result";

const respond = (reply: unknown, accept?: string) =>
  proxyResponse(reply, { binaryMediaTypes: ["image/png", "audio/*"], accept });
const JSON_TYPE = ["Content-Type", "application/json"];

test.each<[string, unknown, number]>([
  ["nothing", {}, 200],
  ["a status", { statusCode: 404 }, 404],
  ["a status as text", { statusCode: "201" }, 201],
  ["headers: null", { headers: null }, 200],
  ["body: null", { body: null }, 200],
])("a reply with %s is served, as JSON by default", (_name, reply, status) => {
  expect(respond(reply)).toEqual({ status, headers: [JSON_TYPE], body: "" });
});

test.each<[string, unknown]>([
  ["null", null],
  ["a text", '{"statusCode":200}'],
  ["a list", []],
  ["an extra key", { statusCode: 200, extra: 1 }],
  ["a status that is no number", { statusCode: "test" }],
  ["a status out of range", { statusCode: 99 }],
  ["a body that is an object", { body: {} }],
  ["multiple values that are no list", { multiValueHeaders: { a: "b" } }],
  ["a header value that is an object", { headers: { a: {} } }],
  ["headers that are a text", { headers: "a: b" }],
  ["a line break in a header", { headers: { a: "b\r\nc: d" } }],
  ["a header name with a space", { headers: { "a b": "c" } }],
  ["more than 6 MB", { body: "x".repeat(6 * 1_048_576 + 1) }],
])("refused: %s", (_name, reply) => {
  expect(respond(reply)).toBeUndefined();
});

test("booleans in headers are text, and multiple values come first under their own case", () => {
  expect(
    respond({ headers: { "x-a": "single", b: true }, multiValueHeaders: { "X-A": ["1", "2"] } })?.headers,
  ).toEqual([JSON_TYPE, ["X-A", "1"], ["X-A", "2"], ["X-A", "single"], ["b", "true"]]);
});

test("headers of the connection come out under another name, or not at all", () => {
  const headers = {
    Connection: "close",
    "Content-Length": "1",
    Date: "d",
    Server: "s",
    "Transfer-Encoding": "t",
  };
  expect(respond({ headers })?.headers).toEqual([
    JSON_TYPE,
    ["x-amzn-Remapped-Connection", "close"],
    ["x-amzn-Remapped-Content-Length", "1"],
    ["x-amzn-Remapped-Date", "d"],
    ["x-amzn-Remapped-Server", "s"],
  ]);
});

test.each([
  ["image/png", true],
  ["image/png, */*", true],
  ["audio/mpeg", true],
  ["*/*", false],
  ["text/html, image/png", false],
  [undefined, false],
])("base64 is decoded for Accept: %s? %s", (accept, decoded) => {
  const body = respond({ body: "aGk=", isBase64Encoded: true }, accept)?.body;
  expect(body).toEqual(decoded ? Buffer.from("hi") : "aGk=");
});
