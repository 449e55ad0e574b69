import { choose } from "../../../cli/client/choose";
import { env } from "../../../cli/client/formats/env";
import { factsOfGate } from "../../../cli/client/of-gate";
import { welcome } from "../../../cli/start/banner";
import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { merged, type Resources } from "../../terraform/build/people";
import { call } from "../client";
import type { ApiParts } from "./apis";
import { type HttpGate, httpGate } from "./gate";
import { httpApisDocument } from "./terraform";

/** A REST API, several HTTP APIs and the URL of a function from one Terraform, served by one start. */

const rest_api_id = "${aws_api_gateway_rest_api.store.id}";
const resource_id = "${aws_api_gateway_resource.items.id}";
const store: Resources = {
  aws_api_gateway_rest_api: { store: { name: "store" } },
  aws_api_gateway_resource: {
    items: {
      rest_api_id,
      parent_id: "${aws_api_gateway_rest_api.store.root_resource_id}",
      path_part: "items",
    },
  },
  aws_api_gateway_method: {
    items: { rest_api_id, resource_id, http_method: "GET", authorization: "NONE" },
  },
  aws_api_gateway_integration: {
    items: {
      rest_api_id,
      resource_id,
      http_method: "GET",
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: "${aws_lambda_function.echo.invoke_arn}",
    },
  },
  aws_api_gateway_deployment: { store: { rest_api_id } },
  aws_api_gateway_stage: {
    live: { rest_api_id, deployment_id: "${aws_api_gateway_deployment.store.id}", stage_name: "live" },
  },
};

const url = (authorization_type: string): Resources => ({
  aws_lambda_function_url: {
    echo: { function_name: "${aws_lambda_function.echo.function_name}", authorization_type },
  },
});

const shop: ApiParts = { routes: { "GET /pets": {} } };
const orders: ApiParts = { routes: { "GET /orders": {} } };

function model(apis: Readonly<Record<string, ApiParts>>, ...parts: readonly Resources[]) {
  const { resource, ...document } = httpApisDocument(apis) as { readonly resource: Resources };
  const stack = { name: "shop", document: { ...document, resource: parts.reduce(merged, resource) } };
  const served = readServed(resolveTerraform({ kind: "stacks", stacks: [stack] }), { isWrittenOut: true });
  expect(served.unserved).toEqual([]);
  return served.model;
}

let gate: HttpGate;
beforeAll(async () => {
  gate = await httpGate();
});
afterAll(() => gate.stop());
beforeEach(() => gate.gate.reload(model({ shop, orders }, store, url("NONE"))));

const endpoint = () => gate.gate.description.endpoint;
const ask = (path: string) => call(endpoint(), path);

test("each is below its own name, and answers in its own way", async () => {
  gate.ran();
  expect(JSON.parse((await ask("/store/live/items")).body)).toMatchObject({ resource: "/items" });
  for (const [path, rawPath] of [
    ["/shop/pets", "/pets"],
    ["/orders/orders", "/orders"],
    ["/lambda-url/echo/orders/7", "/orders/7"],
  ] as const)
    expect(JSON.parse((await ask(path)).body)).toMatchObject({ version: "2.0", rawPath });
  expect(gate.ran()).toEqual(["echo", "echo", "echo", "echo"]);
  expect((await ask("/store/live/nope")).body).toBe('{"message":"Missing Authentication Token"}');
  expect((await ask("/orders/pets")).body).toBe('{"message":"Not Found"}');
  expect(gate.ran()).toEqual([]);
});

test("the ready line, the messages and the page name each", async () => {
  const { description } = gate.gate;
  const named = description.apis.map(({ kind, name, urls }) => [kind, name, ...Object.values(urls)]);
  expect(named).toEqual([
    ["rest", "store", `${endpoint()}/store/live`],
    ["http", "shop", `${endpoint()}/shop`],
    ["http", "orders", `${endpoint()}/orders`],
    ["url", "echo", `${endpoint()}/lambda-url/echo`],
  ]);
  const text = welcome(description, "", {});
  for (const [, name = "", at = ""] of named) expect(text).toMatch(new RegExp(`${at} +${name}`));
  const { body } = await call(endpoint(), "/_gatehouse/api/config", {
    headers: { "x-gatehouse": description.page?.key ?? "" },
  });
  expect(JSON.parse(body).methods).toMatchObject([
    { api: "store", base: "/store/live", path: "/items", service: "execute-api" },
    { api: "shop", base: "/shop", path: "/pets", service: "execute-api" },
    { api: "orders", base: "/orders", path: "/orders", service: "execute-api" },
    { api: "echo", base: "/lambda-url/echo", verb: "ANY", service: "lambda" },
  ]);
});

test("gatehouse client names each", () => {
  const facts = factsOfGate(model({ shop, orders }, store, url("NONE")), gate.gate.description);
  const { files, notes } = env(choose(facts, {}), { command: "x", prefix: "" });
  expect(notes).toEqual([]);
  expect(files[".env"]).toContain(`STORE_API_URL=${endpoint()}/store/live\n`);
  expect(files[".env"]).toContain(`ORDERS_API_URL=${endpoint()}/orders\n`);
  expect(files[".env"]).toContain(`SHOP_API_URL=${endpoint()}/shop\n`);
  expect(files[".env"]).toContain(`ECHO_FUNCTION_URL=${endpoint()}/lambda-url/echo\n`);
  expect(files[".env"]).toContain("# The URL of echo takes no credentials.");
});

test("a change of the Terraform while it runs changes each by itself", async () => {
  await gate.gate.reload(model({ shop }, store, url("AWS_IAM")));
  gate.ran();
  expect((await ask("/orders/orders")).status).toBeGreaterThanOrEqual(400);
  expect((await ask("/lambda-url/echo")).status).toBe(403);
  expect(gate.ran()).toEqual([]);
  expect((await ask("/store/live/items")).status).toBe(200);
  expect((await ask("/shop/pets")).status).toBe(200);
  const { host } = gate.gate.description.apis.find(({ kind }) => kind === "url") ?? {};
  await gate.gate.reload(model({ shop }, store));
  expect((await ask("/lambda-url/echo")).status).toBeGreaterThanOrEqual(400);
  expect((await call(endpoint(), "/", { headers: { host: host ?? "" } })).status).toBe(403);
  expect(gate.gate.description.apis.map(({ kind }) => kind)).toEqual(["rest", "http"]);
});

test("a REST API beside a URL alone keeps its place at the root", async () => {
  const { httpApis: _, ...others } = model({ shop }, store, url("NONE"));
  await gate.gate.reload(others);
  expect((await ask("/live/items")).status).toBe(200);
  expect(JSON.parse((await ask("/lambda-url/echo/live/items")).body)).toMatchObject({
    rawPath: "/live/items",
  });
});
