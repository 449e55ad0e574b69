import type { AccessModel } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import { access, apiProps } from "../small-api";
import { all, terraformOf } from "../terraform";

/** What tells the answers of a cached route apart. */

function parametersOf(routes: AccessModel["routes"], change: Partial<SecuredApiProps> = {}) {
  const terraform = terraformOf((stack) => {
    new SecuredApi(stack, "api", apiProps({ access: { ...access, routes }, ...change }));
  });
  const [method] = all(terraform, "aws_api_gateway_method").filter((each) => each.http_method === "GET");
  const [integration] = all(terraform, "aws_api_gateway_integration").filter((each) => each.type !== "MOCK");
  return { keys: integration?.cache_key_parameters, declared: method?.request_parameters };
}

const open = { lock: "public", because: "For a test", handler: "app" } as const;
const cors = { origins: ["https://shop.example.com"] };
const ORIGIN = ["method.request.header.Origin", "method.request.header.origin"];

test("the page's origin, by both its names, and the method declares them", () => {
  expect(parametersOf({ "GET /a": open }, { cors, answers: "hardened" })).toEqual({
    keys: ORIGIN,
    declared: { [ORIGIN[0] as string]: false, [ORIGIN[1] as string]: false },
  });
});

test("the origin is not in the cache key where every page gets the same response, or none does", () => {
  expect(
    parametersOf({ "GET /a": open }, { cors: { origins: ["*"] }, answers: "hardened" }).keys,
  ).toBeUndefined();
  expect(parametersOf({ "GET /a": open })).toEqual({ keys: undefined, declared: undefined });
});

test("the path's parameters, and the query and headers that requests are checked for", () => {
  expect(
    parametersOf(
      { "GET /a/{x}/{rest+}": open },
      {
        requests: {
          "GET /a/{x}/{rest+}": { query: { page: "required" }, headers: { "X-Lang": "optional" } },
        },
      },
    ),
  ).toEqual({
    keys: [
      "method.request.header.X-Lang",
      "method.request.path.rest",
      "method.request.path.x",
      "method.request.querystring.page",
    ],
    declared: {
      "method.request.header.X-Lang": false,
      "method.request.path.rest": true,
      "method.request.path.x": true,
      "method.request.querystring.page": true,
    },
  });
});

test("of an HTTP backend, all that is mapped to it", () => {
  const handlers = { app: { url: "https://backend.example.com", query: ["page"] } };
  expect(parametersOf({ "GET /a": open }, { handlers }).keys).toEqual([
    "method.request.header.Accept",
    "method.request.header.Content-Type",
    "method.request.header.Idempotency-Key",
    "method.request.querystring.page",
  ]);
});

test("a route that is never cached has none", () => {
  for (const route of [
    { lock: "iam", roles: ["user"], handler: "app" },
    { lock: "key", because: "For a test", handler: "app" },
    { ...open, key: true },
  ] as const)
    expect(parametersOf({ "GET /a/{x}": route }, { cors, answers: "hardened" }).keys).toBeUndefined();
});
