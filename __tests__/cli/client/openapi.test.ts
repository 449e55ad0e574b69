import type { ApiFacts, ClientFacts } from "../../../cli/client/facts";
import { convertedSchema } from "../../../cli/client/formats/openapi/schema";
import { api, facts, pool, route } from "./pets-facts";
import { written } from "./written";

/** The OpenAPI document. quality/clients lints it and makes a typed client of it. */

const documentOf = (of: ClientFacts = facts) => JSON.parse(written("openapi", of).text);
const withApi = (more: Partial<ApiFacts>): ClientFacts => ({ ...facts, apis: [{ ...api, ...more }] });

test("each route has its scheme, and an API key is no scheme", () => {
  const { components, paths } = documentOf();
  expect(paths["/health"].get.security).toEqual([]);
  expect(paths["/pets"].get.security).toEqual([{ Signature: [] }]);
  expect(paths["/account"].get.security).toEqual([{ IdToken: [] }]);
  // Without a domain there are no OAuth endpoints that the flows could name.
  expect(paths["/products"].post.security).toEqual([{ AccessToken: [] }]);
  expect(paths["/partner"].get.security).toEqual([{ OtherToken: [] }]);
  expect(paths["/files/{path}"].delete.security).toEqual([{ Authorizer: [] }]);
  expect(components.securitySchemes).toMatchObject({
    Signature: { type: "apiKey", name: "Authorization", "x-amazon-apigateway-authtype": "awsSigv4" },
    IdToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
    AccessToken: { type: "http", scheme: "bearer" },
    OtherToken: { type: "apiKey", in: "header", name: "X-Partner" },
    Authorizer: { type: "apiKey", in: "header", name: "X-Ticket" },
  });
  expect(paths["/pets/{petId}"].get.parameters).toEqual([
    { name: "petId", in: "path", required: true, schema: { type: "string" } },
    { $ref: "#/components/parameters/ApiKey" },
  ]);
  expect(JSON.stringify(components.securitySchemes)).not.toContain("x-api-key");
});

test("with a domain, an access token has its scopes, of which one is enough", () => {
  const oauth = { flows: ["code"], scopes: [], callbackUrls: [], logoutUrls: [], identityProviders: [] };
  const clients = pool.clients.map((client) => ({ ...client, oauth }));
  const { components, paths } = documentOf({
    ...facts,
    userPools: [{ ...pool, oauthUrl: "https://login.test", clients }],
  });
  expect(paths["/products"].post.security).toEqual([
    { AccessToken: ["petstore/admin"] },
    { AccessToken: ["petstore/user"] },
  ]);
  expect(components.securitySchemes.AccessToken.flows).toEqual({
    authorizationCode: {
      authorizationUrl: "https://login.test/oauth2/authorize",
      tokenUrl: "https://login.test/oauth2/token",
      scopes: { "petstore/admin": "The scope petstore/admin", "petstore/user": "The scope petstore/user" },
    },
  });
});

const statuses = (of: ClientFacts, path: string, method: string) =>
  Object.keys(documentOf(of).paths[path][method].responses).join(" ");

test.each([
  ["an open route", facts, "/health", "get", "429 2XX"],
  ["a signature", facts, "/pets", "get", "403 429 2XX"],
  ["an API key", facts, "/pets/{petId}", "get", "403 429 2XX"],
  ["a token", facts, "/account", "get", "401 429 2XX"],
  ["a token, with checks of the request", facts, "/products", "post", "400 401 429 2XX"],
  [
    "a token, where a firewall or a policy refuses too",
    withApi({ isGuarded: true }),
    "/account",
    "get",
    "401 403 429 2XX",
  ],
  ["an access token at an HTTP API", withApi({ kind: "http" }), "/products", "post", "400 401 403 429 2XX"],
  ["a Lambda authorizer", facts, "/files/{path}", "get", "401 403 429 2XX"],
] as const)("%s is answered with", (_, of, path, method, expected) => {
  expect(statuses(of, path, method)).toBe(expected);
});

test("a token without the scopes is refused with the status of the kind of API", () => {
  const said = (of: ClientFacts, status: string) =>
    documentOf(of).paths["/products"].post.responses[status].description;
  expect(said(facts, "401")).toMatch(/ or the token has none of the scopes\.$/);
  expect(said(withApi({ kind: "http" }), "401")).toBe("The credentials are missing or not valid.");
  expect(said(withApi({ kind: "http" }), "403")).toMatch(/ or the token has none of the scopes\.$/);
});

test("ANY is written out, but for what has a route of its own", () => {
  const routes = [route("ANY /a", { kind: "none" }), route("GET /a", { kind: "signature" })];
  const { paths } = documentOf(withApi({ routes }));
  expect(Object.keys(paths["/a"]).sort()).toEqual([
    "delete",
    "get",
    "head",
    "options",
    "patch",
    "post",
    "put",
  ]);
  expect(paths["/a"].get.security).toEqual([{ Signature: [] }]);
  expect(paths["/a"].put.security).toEqual([]);
});

test("what OpenAPI cannot say is left out and said", () => {
  const routes = [
    route("GET /{id}", { kind: "none" }),
    route("GET /{rest+}", { kind: "signature" }),
    route("ANY $default", { kind: "none" }),
  ];
  const { notes, text } = written("openapi", withApi({ routes }));
  expect(Object.keys(JSON.parse(text).paths)).toEqual(["/{id}"]);
  expect(notes).toEqual([
    expect.stringContaining("$default"),
    expect.stringMatching(/^GET \/\{rest\+\} is left out/),
  ]);
});

test("operations have ids of their own", () => {
  const ids = Object.values(
    documentOf().paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("getPetsByPetId");
});

test("bodies have the Terraform's schemas, in the draft of OpenAPI 3.1", () => {
  const { components, paths } = documentOf();
  expect(paths["/products"].post.requestBody).toEqual({
    required: true,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Product" } } },
  });
  expect(components.schemas.Product).toEqual({
    type: "object",
    properties: { price: { exclusiveMinimum: 0 } },
  });
});

test.each([
  [
    "a reference to another model",
    { $ref: "https://apigateway.amazonaws.com/restapis/x/models/Owner" },
    { $ref: "#/components/schemas/Owner" },
  ],
  [
    "a reference into itself",
    { $ref: "#/definitions/Age" },
    { $ref: "#/components/schemas/Pet/definitions/Age" },
  ],
  ["a bound that is not exclusive", { maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
  [
    "the draft and the id",
    { $schema: "http://json-schema.org/draft-04/schema#", id: "x", type: "object" },
    { type: "object" },
  ],
  [
    "properties that are called like keywords",
    { properties: { id: { id: "x" }, minimum: {} } },
    { properties: { id: {}, minimum: {} } },
  ],
  [
    "items by position",
    { items: [{ minimum: 1, exclusiveMinimum: true }], additionalItems: false },
    { prefixItems: [{ exclusiveMinimum: 1 }], items: false },
  ],
  ["values that look like schemas", { enum: [{ id: "x" }] }, { enum: [{ id: "x" }] }],
])("%s", (_, schema, expected) => {
  expect(convertedSchema("Pet", schema).schema).toEqual(expected);
});
