import { exactOptional, strictObject } from "valibot";
import { price, text } from "../../../functions/handler/fields";
import { header, readBody } from "../../../functions/handler/request";
import { proxyEvent } from "../support/events";

const schema = strictObject({ name: text(5), price: exactOptional(price()) });
const read = (body: unknown, type = "application/json") =>
  readBody(proxyEvent("POST /pets", { body, headers: { "content-type": type } }), schema);

describe("a body", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/json ; charset=utf-8",
    'Application/JSON;charset="UTF-8"',
  ])("is read as %s", (type) => {
    expect(read({ name: "Rex", price: 3.5 }, type)).toEqual({ name: "Rex", price: 3.5 });
  });

  it("is read from base64 where API Gateway sends it so", () => {
    const event = proxyEvent("POST /pets", { body: Buffer.from('{"name":"Rex"}').toString("base64") });
    expect(readBody({ ...event, isBase64Encoded: true }, schema)).toEqual({ name: "Rex" });
  });

  it.each([
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "application/json; charset=utf-16",
    "text/application/json",
  ])("of the content type %j is 415", (type) => {
    expect(() => read({ name: "Rex" }, type)).toThrow(
      expect.objectContaining({ status: 415, message: "Expected content-type application/json" }),
    );
  });

  it("of over 16 kB is 413, counted in bytes", () => {
    const filled = (bytes: number) => `{"name":"Rex"${" ".repeat(bytes - '{"name":"Rex"}'.length)}}`;
    expect(read(filled(16_384))).toEqual({ name: "Rex" });
    const tooLarge = { name: "RequestError", status: 413, message: "Expected at most 16384 bytes" };
    expect(() => read(filled(16_385))).toThrow(expect.objectContaining(tooLarge));
    expect(() => read(`{"name":"${"\u00e9".repeat(8_200)}"}`)).toThrow(expect.objectContaining(tooLarge));
  });

  it.each<[unknown, string | undefined, string]>([
    [{}, "name", "name: is missing"],
    [{ name: 7 }, "name", "name: expected text of 1 to 5 characters"],
    [{ name: "" }, "name", "name: expected text of 1 to 5 characters"],
    [{ name: "abcdef" }, "name", "name: expected text of 1 to 5 characters"],
    [{ name: null }, "name", "name: expected text of 1 to 5 characters"],
    [{ name: "a\nb" }, "name", "name: expected text of 1 to 5 characters, without control characters"],
    ['{"name":"\\ud800"}', "name", "name: expected text of 1 to 5 characters, without control characters"],
    [{ name: "Rex", price: "3" }, "price", "price: expected a number from 0 to 1000000"],
    [{ name: "Rex", price: -1 }, "price", "price: expected a number from 0 to 1000000"],
    [{ name: "Rex", price: 1_000_001 }, "price", "price: expected a number from 0 to 1000000"],
    ['{"name":"Rex","price":1e999}', "price", "price: expected a number from 0 to 1000000"],
    [{ name: "Rex", owner: "alice" }, "owner", "owner: is not a field of this request"],
    ['{"name":"Rex","__proto__":{"admin":true}}', "__proto__", "__proto__: is not a field of this request"],
    ['{"name":"Rex","constructor":1}', "constructor", "constructor: is not a field of this request"],
    ["[]", undefined, "Expected a JSON object"],
    ["null", undefined, "Expected a JSON object"],
    ["7", undefined, "Expected a JSON object"],
    ["", undefined, "Expected a JSON object"],
    ["{", undefined, "Expected a JSON object"],
  ])("%j is 400, naming the field %s", (body, field, message) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ status: 400, field, message }));
  });

  it("never repeats a long field name", () => {
    expect(() => read({ name: "Rex", ["x".repeat(500)]: 1 })).toThrow(
      expect.objectContaining({ field: "x".repeat(64) }),
    );
  });

  it("that is missing is 415 or 400, never an error", () => {
    const event = { ...proxyEvent("POST /pets"), body: null };
    expect(() => readBody(event, schema)).toThrow(expect.objectContaining({ status: 415 }));
    const typed = { ...event, headers: { "content-type": "application/json" } };
    expect(() => readBody(typed, schema)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe("a header", () => {
  const event = proxyEvent("GET /pets");

  it("is found in any case, and in either form", () => {
    expect(header({ ...event, headers: { "X-A": "1" }, multiValueHeaders: {} }, "x-a")).toBe("1");
    expect(header({ ...event, headers: {}, multiValueHeaders: { "X-A": ["1"] } }, "x-a")).toBe("1");
    expect(header(event, "x-a")).toBeUndefined();
    expect(header({ ...event, multiValueHeaders: { "x-a": undefined } }, "x-a")).toBeUndefined();
  });

  it("sent twice is 400", () => {
    const twice = { ...event, headers: {}, multiValueHeaders: { "x-a": ["1", "2"] } };
    expect(() => header(twice, "x-a")).toThrow(
      expect.objectContaining({ status: 400, field: "x-a", message: "x-a: expected once" }),
    );
    const spelled = { ...event, headers: { "x-a": "1", "X-A": "1" } };
    expect(() => header(spelled, "x-a")).toThrow(expect.objectContaining({ status: 400 }));
  });
});
