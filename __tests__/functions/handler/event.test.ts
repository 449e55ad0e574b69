import { strictObject, string } from "valibot";
import { requestEvent } from "../../../functions/handler/event";
import { header, readBody } from "../../../functions/handler/request";
import { payload2, proxyEvent } from "../support/events";

const body = { name: "Rex" };
const schema = strictObject({ name: string() });

describe("an event of payload format 2.0, as endpoints read it", () => {
  it("has what the same request has at a REST API", () => {
    const sent = { path: { petId: "p1" }, query: { nextToken: "a" }, headers: { "x-a": "1" }, body };
    const rest = proxyEvent("POST /pets/{petId}", sent);
    const { requestContext, ...read } = requestEvent(payload2("POST /pets/{petId}", sent));
    expect(requestContext).toEqual({ requestId: "request-1", identity: { apiKeyId: null } });
    expect({ ...read, multiValueHeaders: rest.multiValueHeaders }).toEqual(
      Object.fromEntries(Object.keys(read).map((name) => [name, rest[name as never]])),
    );
  });

  it("has null for what is absent", () => {
    expect(requestEvent(payload2("GET /pets"))).toMatchObject({
      body: null,
      pathParameters: null,
      queryStringParameters: null,
    });
  });

  it("has the cookies as the header that they were", () => {
    const event = requestEvent({ ...payload2("GET /pets"), cookies: ["a=1", "b=2"] });
    expect(header(event, "cookie")).toBe("a=1; b=2");
  });

  it("has a body in base64 or as text", () => {
    const event = payload2("POST /pets", { body });
    const encoded = {
      ...event,
      body: Buffer.from(JSON.stringify(body)).toString("base64"),
      isBase64Encoded: true,
    };
    for (const one of [event, encoded]) expect(readBody(requestEvent(one), schema)).toEqual(body);
  });

  it("has no content type where one was sent twice", () => {
    const twice = { "content-type": "application/json,application/json" };
    const event = requestEvent(payload2("POST /pets", { body, headers: twice }));
    expect(() => readBody(event, schema)).toThrow(expect.objectContaining({ status: 415 }));
  });
});

it("an event of a REST API is read as it is", () => {
  const event = proxyEvent("POST /pets", { body });
  expect(requestEvent(event)).toBe(event);
});
