import type { AccessModel } from "../../../access/model";
import type { HttpBackend } from "../../../constructs/api/methods/http-backend";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { access, apiProps } from "../small-api";
import { all, type Body, only, terraformOf } from "../terraform";

function integration(route: AccessModel["routes"], backend: HttpBackend): Body {
  return only(
    terraformOf((stack) => {
      new SecuredApi(
        stack,
        "api",
        apiProps({ handlers: { app: backend }, access: { ...access, routes: route } }),
      );
    }),
    "aws_api_gateway_integration",
  );
}

const backend = { url: "https://shop.example.com" };
const identity = (body: Body) =>
  Object.fromEntries(
    Object.entries(body.request_parameters as Record<string, string>)
      .filter(([name]) => name.includes(".header.X-Caller"))
      .map(([name, value]) => [name.replace("integration.request.header.X-Caller-", ""), value]),
  );

test("an identity header of the client does not reach the backend: only mapped headers do", () => {
  const body = integration({ "GET /a": { lock: "iam", roles: ["user"], handler: "app" } }, backend);
  expect(body.type).toBe("HTTP");
  const client = Object.values(body.request_parameters as Record<string, string>).filter((value) =>
    value.startsWith("method.request.header."),
  );
  expect(client.sort()).toEqual([
    "method.request.header.Accept",
    "method.request.header.Content-Type",
    "method.request.header.Idempotency-Key",
  ]);
});

test.each<[string, AccessModel["routes"], Record<string, string>]>([
  [
    "IAM",
    { "GET /a": { lock: "iam", roles: ["user"], handler: "app" } },
    { Lock: "'iam'", Id: "context.identity.userArn", Roles: "'-'" },
  ],
  [
    "an access token",
    { "GET /a": { lock: "cognito", roles: ["user"], handler: "app" } },
    { Lock: "'cognito'", Id: "context.authorizer.claims.sub", Roles: "context.authorizer.claims.scope" },
  ],
  [
    "an ID token",
    { "GET /a": { lock: "cognito", roles: "signed-in", handler: "app" } },
    { Lock: "'cognito'", Id: "context.authorizer.claims.sub", Roles: "'-'" },
  ],
  [
    "a third party's token",
    { "GET /a": { lock: "jwt", roles: ["user"], handler: "app" } },
    { Lock: "'jwt'", Id: "context.authorizer.principalId", Roles: "context.authorizer.roles" },
  ],
  [
    "a key",
    { "GET /a": { lock: "key", because: "a test", handler: "app" } },
    { Lock: "'key'", Id: "'-'", Roles: "'-'" },
  ],
  [
    "nothing",
    { "GET /a": { lock: "public", because: "a test", handler: "app" } },
    { Lock: "'public'", Id: "'-'", Roles: "'-'" },
  ],
])("the backend gets the caller as verified by %s", (_, routes, expected) => {
  expect(identity(integration(routes, backend))).toEqual(expected);
});

test("the token is passed on only where the backend asks for it", () => {
  const routes: AccessModel["routes"] = { "GET /a": { lock: "jwt", roles: ["user"], handler: "app" } };
  const passed = "integration.request.header.Authorization";
  expect(integration(routes, backend).request_parameters).not.toHaveProperty([passed]);
  expect(integration(routes, { ...backend, passToken: true }).request_parameters[passed]).toBe(
    "method.request.header.Authorization",
  );
});

test("path parameters and named query parameters are passed on", () => {
  const body = integration(
    { "GET /a/{x}/{rest+}": { lock: "iam", roles: ["user"], handler: "app" } },
    { ...backend, query: ["page"] },
  );
  expect(body.uri).toBe("https://shop.example.com/a/{x}/{rest}");
  expect(body.request_parameters).toMatchObject({
    "integration.request.path.x": "method.request.path.x",
    "integration.request.path.rest": "method.request.path.rest",
    "integration.request.querystring.page": "method.request.querystring.page",
  });
});

test("the method exists before what is attached to it", () => {
  const body = integration({ "GET /a": { lock: "iam", roles: ["user"], handler: "app" } }, backend);
  expect(body.http_method).toMatch(/^\$\{aws_api_gateway_method\./);
});

test("a VPC link is used where there is one", () => {
  const body = integration(
    { "GET /a": { lock: "iam", roles: ["user"], handler: "app" } },
    { url: "http://inner", vpcLink: { id: "link" } },
  );
  expect(body).toMatchObject({ connection_type: "VPC_LINK", connection_id: "link", uri: "http://inner/a" });
});

test("a status that is not listed becomes 502", () => {
  const terraform = terraformOf((stack) => {
    new SecuredApi(
      stack,
      "api",
      apiProps({
        handlers: { app: { ...backend, statuses: [200, 404] } },
        access: { ...access, routes: { "GET /a": { lock: "iam", roles: ["user"], handler: "app" } } },
      }),
    );
  });
  const patterns = Object.fromEntries(
    all(terraform, "aws_api_gateway_integration_response").map((each) => [
      each.status_code.replace(/.*declared-(\d+)_.*/, "$1"),
      each.selection_pattern,
    ]),
  );
  expect(patterns).toEqual({ "200": "200", "404": "404", "502": undefined });
});

test("every parameter of the path is mapped, whatever its name is made of", () => {
  const route = { lock: "public", because: "A test of the path", handler: "app" } as const;
  const body = integration({ "GET /pets/{pet-id}/toys/{toy.no_1}/{the-rest+}": route }, backend);
  expect(body.uri).toBe("https://shop.example.com/pets/{pet-id}/toys/{toy.no_1}/{the-rest}");
  expect(body.request_parameters).toMatchObject({
    "integration.request.path.pet-id": "method.request.path.pet-id",
    "integration.request.path.toy.no_1": "method.request.path.toy.no_1",
    "integration.request.path.the-rest": "method.request.path.the-rest",
  });
});
