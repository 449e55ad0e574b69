import { readEvent } from "../../../functions/authorizer/event";

const token = (authorizationToken: unknown) => ({ type: "TOKEN", methodArn: "arn", authorizationToken });
const request = (headers: unknown, multiValueHeaders?: unknown) => ({
  type: "REQUEST",
  methodArn: "arn",
  headers,
  multiValueHeaders,
});

const payload2 = (authorization: unknown, changes: object = {}) => ({
  version: "2.0",
  type: "REQUEST",
  routeArn: "arn",
  identitySource: [authorization],
  headers: { authorization },
  ...changes,
});
const payload1 = { ...request({ Authorization: "Bearer a.b.c" }), version: "1.0" };

describe("the event", () => {
  it.each([
    ["TOKEN", token("Bearer a.b.c")],
    ["TOKEN, the scheme in lower case", token("bearer a.b.c")],
    ["TOKEN, two spaces", token("BEARER  a.b.c")],
    ["REQUEST, single headers only", request({ Authorization: "Bearer a.b.c" })],
    ["REQUEST, several-valued headers only", request(undefined, { authorization: ["Bearer a.b.c"] })],
    [
      "payload format 1.0",
      { ...payload1, identitySource: "Bearer a.b.c", authorizationToken: "Bearer a.b.c" },
    ],
    [
      "payload format 1.0, a further source",
      { ...payload1, identitySource: "x,Bearer a.b.c", authorizationToken: "x,Bearer a.b.c" },
    ],
    ["payload format 1.0, whose answers are not kept", { ...payload1, identitySource: null }],
    ["payload format 2.0", payload2("Bearer a.b.c")],
    [
      "payload format 2.0, whose answers are not kept",
      payload2("Bearer a.b.c", { identitySource: undefined }),
    ],
    [
      "payload format 2.0, a further source",
      payload2("Bearer a.b.c", { identitySource: ["x", "Bearer a.b.c"] }),
    ],
    ["REQUEST, both", request({ AUTHORIZATION: "Bearer a.b.c" }, { AUTHORIZATION: ["Bearer a.b.c"] })],
  ])("%s gives the token without its scheme", (_, event) => {
    expect(readEvent(event)).toEqual({ methodArn: "arn", token: "a.b.c" });
  });

  it.each([
    ["nothing", undefined, "EVENT"],
    ["a list", [], "EVENT"],
    ["no type", { authorizationToken: "Bearer a.b.c" }, "EVENT"],
    ["another type", { type: "token", authorizationToken: "Bearer a.b.c" }, "EVENT"],
    ["TOKEN without a token", token(undefined), "TOKEN_MISSING"],
    ["TOKEN with an empty token", token(""), "TOKEN_MISSING"],
    ["TOKEN with a list", token(["Bearer a.b.c"]), "TOKEN_MISSING"],
    [
      "TOKEN whose token is in a header",
      { type: "TOKEN", headers: { authorization: "Bearer a.b.c" } },
      "TOKEN_MISSING",
    ],
    [
      "REQUEST whose token is in authorizationToken",
      { type: "REQUEST", authorizationToken: "Bearer a.b.c" },
      "TOKEN_MISSING",
    ],
    ["REQUEST without headers", request(null, null), "TOKEN_MISSING"],
    ["REQUEST with other headers", request({ "x-authorization": "Bearer a.b.c" }), "TOKEN_MISSING"],
    [
      "REQUEST, two spellings",
      request({ authorization: "Bearer a.b.c", Authorization: "Bearer a.b.c" }),
      "TOKEN_MISSING",
    ],
    [
      "REQUEST, sent twice",
      request({}, { authorization: ["Bearer a.b.c", "Bearer a.b.c"] }),
      "TOKEN_MISSING",
    ],
    [
      "REQUEST, two that differ",
      request({ authorization: "Bearer a" }, { authorization: ["Bearer b"] }),
      "TOKEN_MISSING",
    ],
    [
      "payload format 1.0, answers kept under another header",
      { ...payload1, identitySource: "x", authorizationToken: "x" },
      "EVENT",
    ],
    [
      "payload format 1.0, answers kept under another token",
      { ...payload1, identitySource: "Bearer a.b.c", authorizationToken: "Bearer d.e.f" },
      "EVENT",
    ],
    ["payload format 1.0, answers kept under no value", { ...payload1, identitySource: "" }, "EVENT"],
    [
      "payload format 1.0, answers kept under an object",
      { ...payload1, identitySource: { 0: "Bearer a.b.c" } },
      "EVENT",
    ],
    ["payload format 2.0 as a TOKEN event", payload2("Bearer a.b.c", { type: "TOKEN" }), "EVENT"],
    ["payload format 2.0 without its type", payload2("Bearer a.b.c", { type: undefined }), "EVENT"],
    ["payload format 2.0 without headers", payload2("Bearer a.b.c", { headers: undefined }), "TOKEN_MISSING"],
    [
      "payload format 2.0, answers kept under another header",
      payload2("Bearer a.b.c", { identitySource: ["x"] }),
      "EVENT",
    ],
    [
      "payload format 2.0, answers kept under no value",
      payload2("Bearer a.b.c", { identitySource: [] }),
      "EVENT",
    ],
    [
      "payload format 2.0, answers kept under a text",
      payload2("Bearer a.b.c", { identitySource: "Bearer a.b.c" }),
      "EVENT",
    ],
    ["payload format 2.0, a token sent twice", payload2("Bearer a.b.c,Bearer a.b.c"), "SCHEME"],
    ["no scheme", token("a.b.c"), "SCHEME"],
    ["Basic", token("Basic YTpi"), "SCHEME"],
    ["DPoP", token("DPoP a.b.c"), "SCHEME"],
    ["only the scheme", token("Bearer "), "SCHEME"],
    ["no space", token("Bearera.b.c"), "SCHEME"],
    ["a tab", token("Bearer\ta.b.c"), "SCHEME"],
    ["a second token", token("Bearer a.b.c d.e.f"), "SCHEME"],
    ["a second scheme", token("Bearer a.b.c, Bearer d.e.f"), "SCHEME"],
    ["a space before", token(" Bearer a.b.c"), "SCHEME"],
    ["a line end after", token("Bearer a.b.c\n"), "SCHEME"],
  ])("%s is refused", (_, event, code) => {
    expect(() => readEvent(event)).toThrow(expect.objectContaining({ code }));
  });
});

it("a methodArn counts for nothing in payload format 2.0, nor a routeArn in the others", () => {
  expect(readEvent(payload2("Bearer a.b.c", { methodArn: "other" })).methodArn).toBe("arn");
  expect(readEvent({ ...payload1, routeArn: "other" }).methodArn).toBe("arn");
});
