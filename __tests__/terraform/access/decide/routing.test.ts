import { routed } from "../../../../terraform/access/decide/routing";
import type { ApiKind } from "../../../../terraform/model";

const routes = (...paths: readonly string[]) => paths.map((path) => ({ verb: "ANY", path }));
const sockets = routes("$default", "$connect", "buy");

test.each<[ApiKind, ReturnType<typeof routes>, string, string | undefined]>([
  ["rest", routes("/pets", "/{any}"), "/pets", "/pets"],
  ["http", routes("/pets", "$default"), "/cats", "$default"],
  ["websocket", sockets, "buy", "buy"],
  ["websocket", sockets, "$connect", "$connect"],
  ["websocket", sockets, "sell", "$default"],
  ["websocket", sockets, "$disconnect", undefined],
  ["websocket", routes("$default"), "$connect", undefined],
  ["websocket", routes("buy"), "sell", undefined],
  ["url", routes("/"), "/anything", "/"],
  ["url", [], "/", undefined],
])("an API of the kind %s with %j routes %s to %s", (kind, methods, path, expected) => {
  const match = routed(kind, methods, "GET", path);
  expect(match?.method.path).toBe(expected);
  if (kind !== "http" && match) expect(match.pathParameters).toEqual({});
});
