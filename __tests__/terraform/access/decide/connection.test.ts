import { guardOf } from "../../../../terraform/access/decide/connection";
import type { Api, Operation } from "../../../../terraform/model";

const route = (path: string) =>
  ({
    path,
    address: path,
    authorization: "CUSTOM",
    authorizerId: "a1",
    scopes: ["s"],
    unknown: "known after apply",
  }) as unknown as Operation;
const [connect, message] = [route("$connect"), route("buy")];
const api = (kind: string, ...methods: readonly Operation[]) => ({ kind, methods }) as unknown as Api;

test.each<[string, Api, Operation, Operation]>([
  ["of a REST API is its own", api("rest", connect, message), message, message],
  ["of a message is that of the connection", api("websocket", message, connect), message, connect],
  ["of a connection is its own", api("websocket", route("$connect"), connect), connect, connect],
])("the lock %s", (_, of, asked, expected) => {
  expect(guardOf(of, asked)).toBe(expected);
});

test("without a route that connects, every caller may send a message", () => {
  expect(guardOf(api("websocket", message), message)).toStrictEqual({
    path: "buy",
    address: "buy",
    authorization: "NONE",
    scopes: [],
  });
});
