import type { Header, HttpRequest } from "../../../gateway/http/message";
import { canonicalRequest, signature, stringToSign } from "../../../gateway/sigv4/canonical";
import { verifySignature } from "../../../gateway/sigv4/verify";

const NOW = new Date("2026-01-02T03:04:05Z");
const SECRET = "secret";

interface Changes {
  readonly time?: string;
  readonly scope?: string;
  readonly signedHeaders?: readonly string[];
  readonly headers?: readonly Header[];
  readonly body?: string;
  readonly form?: "header" | "query";
  readonly expires?: string;
}

/** A request as a client signs it, right in everything but what is changed. */
function signed(changes: Changes = {}): HttpRequest {
  const {
    body = "",
    expires = "60",
    form = "header",
    headers = [],
    scope = "20260102/us-east-1/execute-api/aws4_request",
    signedHeaders = form === "header" ? ["host", "x-amz-date"] : ["host"],
    time = "20260102T030405Z",
  } = changes;
  const query =
    form === "query"
      ? `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`KEY/${scope}`)}&X-Amz-Date=${time}` +
        `&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=${encodeURIComponent(signedHeaders.join(";"))}`
      : "";
  const request: HttpRequest = {
    verb: "GET",
    path: "/dev/pets",
    query,
    headers: [
      ["Host", "127.0.0.1"],
      ...(form === "header" ? [["X-Amz-Date", time] as const] : []),
      ...headers,
    ],
    body: Buffer.from(body),
    sourceIp: "127.0.0.1",
  };
  const canonical = canonicalRequest(request, { signedHeaders }) ?? "";
  const sign = signature(SECRET, scope, stringToSign(canonical, time, scope));
  if (form === "query") return { ...request, query: `${query}&X-Amz-Signature=${sign}` };
  const authorization = `AWS4-HMAC-SHA256 Credential=KEY/${scope}, SignedHeaders=${signedHeaders.join(";")}, Signature=${sign}`;
  return { ...request, headers: [...request.headers, ["Authorization", authorization]] };
}

function verify(request: HttpRequest, expires = new Date("2026-01-02T04:00:00Z")) {
  const result = verifySignature(request, {
    region: "us-east-1",
    service: "execute-api",
    now: NOW,
    find: (id, token) => (id === "KEY" ? { secretAccessKey: SECRET, expires, token } : undefined),
  });
  return "problem" in result ? `${result.problem}: ${result.message.split("\n")[0]}` : "verified";
}

const mismatch = /^InvalidSignatureException: The request signature we calculated does not match/;

test("a request signed with the secret is verified, in both forms", () => {
  expect(verify(signed())).toBe("verified");
  expect(verify(signed({ form: "query" }))).toBe("verified");
});

test.each([
  ["exactly 5 minutes old", "20260102T025905Z", "verified"],
  [
    "5 minutes and a second old",
    "20260102T025904Z",
    "InvalidSignatureException: Signature expired: 20260102T025904Z is now earlier than 20260102T025905Z (20260102T030405Z - 5 min.)",
  ],
  ["exactly 5 minutes ahead", "20260102T030905Z", "verified"],
  [
    "5 minutes and a second ahead",
    "20260102T030906Z",
    "InvalidSignatureException: Signature not yet current: 20260102T030906Z is still later than 20260102T030905Z (20260102T030405Z + 5 min.)",
  ],
])("the window: %s", (_name, time, expected) => {
  expect(verify(signed({ time }))).toBe(expected);
});

test("a signature in the query holds for its own X-Amz-Expires", () => {
  expect(verify(signed({ form: "query", time: "20260102T030305Z", expires: "60" }))).toBe("verified");
  expect(verify(signed({ form: "query", time: "20260102T030304Z", expires: "60" }))).toMatch(
    /Signature expired/,
  );
  expect(verify(signed({ form: "query", expires: "604801" }))).toMatch(/^IncompleteSignatureException/);
});

test.each([
  [
    "another service",
    "20260102/us-east-1/s3/aws4_request",
    "Credential should be scoped to correct service: 'execute-api'",
  ],
  [
    "another Region",
    "20260102/eu-west-1/execute-api/aws4_request",
    "Credential should be scoped to a valid Region, not 'eu-west-1'",
  ],
  [
    "another terminator",
    "20260102/us-east-1/execute-api/aws3_request",
    "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws3_request'",
  ],
  [
    "another day",
    "20260101/us-east-1/execute-api/aws4_request",
    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260101' != '20260102', from '20260102T030405Z'",
  ],
])("a scope of %s is refused", (_name, scope, message) => {
  expect(verify(signed({ scope }))).toBe(`InvalidSignatureException: ${message}`);
});

test("a signature that does not cover Host is refused", () => {
  expect(verify(signed({ signedHeaders: ["x-amz-date"] }))).toMatch(/'Host' must be a 'SignedHeader'/);
});

test.each<[string, (request: HttpRequest) => HttpRequest]>([
  ["the verb", (request) => ({ ...request, verb: "POST" })],
  ["the path", (request) => ({ ...request, path: "/dev/pets/7" })],
  ["the query", (request) => ({ ...request, query: "all=1" })],
  ["the body", (request) => ({ ...request, body: Buffer.from("x") })],
  [
    "the host",
    (request) => ({
      ...request,
      headers: request.headers.map(([n, v]) => [n, n === "Host" ? "localhost" : v]),
    }),
  ],
])("%s cannot change after signing", (_name, change) => {
  expect(verify(change(signed()))).toMatch(mismatch);
});

test("a body that was signed as UNSIGNED-PAYLOAD is refused: the real body counts", () => {
  const request = signed({ body: "x" });
  const headers = request.headers.map(([name, value]): Header => [name, value]);
  const authorization = headers.find(([name]) => name === "Authorization")?.[1] ?? "";
  const canonical = canonicalRequest(request, { signedHeaders: ["host", "x-amz-date"] }) ?? "";
  const unsignedPayload = canonical.replace(/[^\n]+$/, "UNSIGNED-PAYLOAD");
  const scope = "20260102/us-east-1/execute-api/aws4_request";
  const sign = signature(SECRET, scope, stringToSign(unsignedPayload, "20260102T030405Z", scope));
  const forged = headers.map(
    ([name, value]): Header =>
      name === "Authorization"
        ? [name, authorization.replace(/Signature=.*/, `Signature=${sign}`)]
        : [name, value],
  );
  expect(verify({ ...request, headers: forged })).toMatch(mismatch);
});

test("an unknown key is refused before any signature is computed", () => {
  const request = signed();
  const headers = request.headers.map(
    ([n, v]): Header => [n, v.replace("Credential=KEY", "Credential=OTHER")],
  );
  expect(verify({ ...request, headers })).toBe(
    "UnrecognizedClientException: The security token included in the request is invalid.",
  );
});

test("an expired session is named as expired only to callers with its secret", () => {
  const expired = new Date(NOW);
  expect(verify(signed(), expired)).toBe(
    "ExpiredTokenException: The security token included in the request is expired",
  );
  expect(verify({ ...signed(), verb: "POST" }, expired)).toMatch(mismatch);
});

test.each<[string, readonly Header[], RegExp]>([
  ["none", [], /^MissingAuthenticationTokenException/],
  [
    "a bearer token",
    [["Authorization", "Bearer x"]],
    /^IncompleteSignatureException: Invalid key=value pair/,
  ],
  [
    "two of them",
    [
      ["Authorization", "AWS4-HMAC-SHA256 a=b"],
      ["Authorization", "AWS4-HMAC-SHA256 a=b"],
    ],
    /^IncompleteSignatureException/,
  ],
  [
    "no fields",
    [["Authorization", "AWS4-HMAC-SHA256"]],
    /^IncompleteSignatureException: Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\.$/,
  ],
  [
    "a field twice",
    [["Authorization", "AWS4-HMAC-SHA256 Signature=a, Signature=b"]],
    /^IncompleteSignatureException/,
  ],
])("Authorization: %s", (_name, headers, expected) => {
  const request: HttpRequest = { ...signed(), headers: [["Host", "127.0.0.1"], ...headers] };
  expect(verify(request)).toMatch(expected);
});

test("a request signed both in the header and in the query is refused", () => {
  const request = { ...signed(), query: signed({ form: "query" }).query };
  expect(verify(request)).toMatch(/^IncompleteSignatureException: Found both/);
});

test("the answer to a broken header does not repeat what was in it", () => {
  const request: HttpRequest = {
    ...signed(),
    headers: [["Authorization", "AWS4-HMAC-SHA256 Credential=canary"]],
  };
  expect(verify(request)).not.toContain("canary");
});
