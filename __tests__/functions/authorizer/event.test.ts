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
    ["nothing", undefined, "event"],
    ["a list", [], "event"],
    ["no type", { authorizationToken: "Bearer a.b.c" }, "event"],
    ["another type", { type: "token", authorizationToken: "Bearer a.b.c" }, "event"],
    ["TOKEN without a token", token(undefined), "token-missing"],
    ["TOKEN with an empty token", token(""), "token-missing"],
    ["TOKEN with a list", token(["Bearer a.b.c"]), "token-missing"],
    [
      "TOKEN whose token is in a header",
      { type: "TOKEN", headers: { authorization: "Bearer a.b.c" } },
      "token-missing",
    ],
    [
      "REQUEST whose token is in authorizationToken",
      { type: "REQUEST", authorizationToken: "Bearer a.b.c" },
      "token-missing",
    ],
    ["REQUEST without headers", request(null, null), "token-missing"],
    ["REQUEST with other headers", request({ "x-authorization": "Bearer a.b.c" }), "token-missing"],
    [
      "REQUEST, two spellings",
      request({ authorization: "Bearer a.b.c", Authorization: "Bearer a.b.c" }),
      "token-missing",
    ],
    [
      "REQUEST, sent twice",
      request({}, { authorization: ["Bearer a.b.c", "Bearer a.b.c"] }),
      "token-missing",
    ],
    [
      "REQUEST, two that differ",
      request({ authorization: "Bearer a" }, { authorization: ["Bearer b"] }),
      "token-missing",
    ],
    ["no scheme", token("a.b.c"), "scheme"],
    ["Basic", token("Basic YTpi"), "scheme"],
    ["DPoP", token("DPoP a.b.c"), "scheme"],
    ["only the scheme", token("Bearer "), "scheme"],
    ["no space", token("Bearera.b.c"), "scheme"],
    ["a tab", token("Bearer\ta.b.c"), "scheme"],
    ["a second token", token("Bearer a.b.c d.e.f"), "scheme"],
    ["a second scheme", token("Bearer a.b.c, Bearer d.e.f"), "scheme"],
    ["a space before", token(" Bearer a.b.c"), "scheme"],
    ["a line end after", token("Bearer a.b.c\n"), "scheme"],
  ])("%s is refused", (_, event, code) => {
    expect(() => readEvent(event)).toThrow(expect.objectContaining({ code }));
  });
});
