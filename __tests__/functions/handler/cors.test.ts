import { RequestError } from "../../../functions/handler/reply";
import { serve, servePublic } from "../../../functions/handler/serve";
import { asUser, eventForms, logBook, proxyEvent } from "../support/events";

const SHOP = "https://shop.example.com";
const LOCAL = "http://localhost:5173";
const environment = { CORS_ORIGINS: `${SHOP},${LOCAL}`, CORS_EXPOSED_HEADERS: "X-Total,ETag" };
const readable = (origin: string) => ({
  vary: "Origin",
  "access-control-allow-origin": origin,
  "access-control-expose-headers": "X-Total,ETag",
});

const endpoint = jest.fn();
beforeEach(() => {
  endpoint.mockReset();
  endpoint.mockResolvedValue({ status: 200, body: {} });
});

/** The headers of an answer by which a browser decides, the same from each kind of API. */
async function answered(headers: Readonly<Record<string, string>>, settings: object = environment) {
  const handler = serve({ "GET /pets": endpoint }, logBook().log, { ...settings });
  const answers = await Promise.all(
    Object.values(eventForms).map((form) =>
      handler(form("GET /pets", { headers, authorizer: asUser("alice-1") })),
    ),
  );
  const [one, ...others] = answers.map((answer) => ({
    status: answer.statusCode,
    cors: corsOf(answer.headers),
  }));
  for (const other of others) expect(other).toEqual(one);
  return one;
}

function corsOf(headers: object = {}) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name === "vary" || name.startsWith("access-control-")),
  );
}

it.each([SHOP, LOCAL])("a page of %s may read the answer", async (origin) => {
  expect(await answered({ origin })).toEqual({ status: 200, cors: readable(origin) });
  expect(await answered({ Origin: origin })).toEqual({ status: 200, cors: readable(origin) });
  expect(await answered({ accept: "*/*", origin })).toEqual({ status: 200, cors: readable(origin) });
});

it.each([
  "https://evil.example.com",
  "http://shop.example.com",
  "https://shop.example.com.evil.example",
  "https://shop.example.com:8443",
  "https://shopXexample.com",
  "https://SHOP.example.com",
  `${SHOP},${LOCAL}`,
  `${SHOP} `,
  "*",
  "null",
  "",
])("a page of %j may not, and caches are told that it depends on the origin", async (origin) => {
  expect(await answered({ origin })).toEqual({ status: 200, cors: { vary: "Origin" } });
});

it("a caller that is no page gets no allowance", async () => {
  expect(await answered({})).toEqual({ status: 200, cors: { vary: "Origin" } });
});

it("two origins in one request are none", async () => {
  const handler = serve({ "GET /pets": endpoint }, logBook().log, environment);
  const sent = { headers: { origin: SHOP, Origin: LOCAL }, authorizer: asUser("alice-1") };
  expect(corsOf((await handler(proxyEvent("GET /pets", sent))).headers)).toEqual({ vary: "Origin" });
});

it("without declared origins there is no header", async () => {
  expect(await answered({ origin: SHOP }, {})).toEqual({ status: 200, cors: {} });
});

it("* allows the pages of every origin", async () => {
  for (const headers of [{ origin: SHOP }, {}])
    expect(await answered(headers, { CORS_ORIGINS: "*" })).toEqual({
      status: 200,
      cors: { "access-control-allow-origin": "*" },
    });
});

it.each([
  [400, new RequestError(400, "name: is missing", "name")],
  [500, new TypeError("failed")],
])("a %d of the wrapper is readable as well", async (status, thrown) => {
  endpoint.mockRejectedValue(thrown);
  expect(await answered({ origin: SHOP })).toEqual({ status, cors: readable(SHOP) });
});

it("so is the 401 of a request without a verified caller, and the endpoint did not run", async () => {
  const handler = serve({ "GET /pets": endpoint }, logBook().log, environment);
  const answer = await handler(proxyEvent("GET /pets", { headers: { origin: SHOP } }));
  expect(answer.statusCode).toBe(401);
  expect(corsOf(answer.headers)).toEqual(readable(SHOP));
  expect(endpoint).not.toHaveBeenCalled();
});

it("so is the answer of a route that is open to everybody, also to an event without headers", async () => {
  const handler = servePublic(() => ({ status: 200, body: {} }), environment);
  expect(corsOf((await handler(proxyEvent("GET /health", { headers: { origin: LOCAL } }))).headers)).toEqual(
    readable(LOCAL),
  );
  // What the console's test sends.
  const bare = { ...proxyEvent("GET /health"), headers: null, multiValueHeaders: null } as never;
  expect(corsOf((await handler(bare)).headers)).toEqual({ vary: "Origin" });
});

it.each([
  ["CORS_ORIGINS", { CORS_ORIGINS: "" }],
  ["CORS_ORIGINS", { CORS_ORIGINS: `${SHOP},` }],
  ["CORS_EXPOSED_HEADERS", { CORS_EXPOSED_HEADERS: "" }],
])("a broken %s stops the function when it loads", (name, settings) => {
  expect(() => serve({}, logBook().log, settings)).toThrow(`${name}: `);
});
