import { readEvent } from "../../../functions/authorizer/event";

const token = (authorizationToken: unknown) => ({ type: "TOKEN", methodArn: "arn", authorizationToken });
const request = (headers: unknown, multiValueHeaders?: unknown) => ({
  type: "REQUEST",
  methodArn: "arn",
  headers,
  multiValueHeaders,
});

describe("the event", () => {
  it.each([
    ["TOKEN", token("Bearer a.b.c")],
    ["TOKEN, the scheme in lower case", token("bearer a.b.c")],
    ["TOKEN, two spaces", token("BEARER  a.b.c")],
    ["REQUEST, single headers only", request({ Authorization: "Bearer a.b.c" })],
    ["REQUEST, several-valued headers only", request(undefined, { authorization: ["Bearer a.b.c"] })],
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
