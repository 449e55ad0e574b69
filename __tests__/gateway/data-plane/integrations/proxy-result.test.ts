import { proxyResponse } from "../../../../gateway/data-plane/integrations/lambda-proxy/proxy-result";

const respond = (reply: unknown, accept?: string) =>
  proxyResponse(reply, { binaryMediaTypes: ["image/png", "audio/*"], accept });
const JSON_TYPE = ["Content-Type", "application/json"];

test.each<[string, unknown, number]>([
  ["nothing", {}, 200],
  ["a status", { statusCode: 404 }, 404],
  ["a status as text", { statusCode: "201" }, 201],
  ["headers: null", { headers: null }, 200],
  ["body: null", { body: null }, 200],
  ["isBase64Encoded: null", { isBase64Encoded: null }, 200],
  ["the highest status", { statusCode: 599 }, 599],
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
  ["a status beyond 599", { statusCode: 600 }],
  ["an informational status", { statusCode: 101 }],
  ["a status that is NaN, which is null in JSON", JSON.parse(JSON.stringify({ statusCode: Number.NaN }))],
  ["a status that is a fraction", { statusCode: 200.5 }],
  ["a status that is a boolean", { statusCode: true }],
  ["a status in a list", { statusCode: [200] }],
  ["an empty status", { statusCode: "" }],
  ["a status with blanks", { statusCode: " 200" }],
  ["a status in another notation", { statusCode: "2e2" }],
  ["a body that is a number", { body: 1 }],
  ["a body that is a boolean", { body: false }],
  ["isBase64Encoded as text", { body: "aGk=", isBase64Encoded: "true" }],
  ["isBase64Encoded as a number", { body: "aGk=", isBase64Encoded: 1 }],
  ["headers in a list", { headers: ["a"] }],
  ["multiple values in a list", { multiValueHeaders: [["a"]] }],
  ["a header value that is null, as NaN is in JSON", { headers: { a: null } }],
  ["a header value among several that is a list", { multiValueHeaders: { a: [["b"]] } }],
  ["a NUL in a header", { headers: { a: "b\0" } }],
  ["a letter beyond Latin-1 in a header", { headers: { a: "\u20ac" } }],
  ["an empty header name", { headers: { "": "a" } }],
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
