import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { backendGate, type RunningGate } from "../browser/gates";
import { type Answer, call } from "./client";

/** What the constructs write for pages of two origins, byte for byte; __tests__/browser has the pages. */

jest.setTimeout(60_000);

const SHOP = "https://shop.example.com";
const APP = "capacitor://localhost";
const ORIGIN = "access-control-allow-origin";

const backend = createServer((request, response) => {
  if (request.url === "/empty") response.writeHead(204).end();
  else
    response.writeHead(200, { "content-type": "text/plain" }).end(request.url === "/missing" ? "" : "10.00");
});
let running: RunningGate;

beforeAll(async () => {
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  const { port } = backend.address() as AddressInfo;
  running = await backendGate(
    { origins: [SHOP, APP], headers: ["X-Trace"], exposes: ["X-Total"], maxAge: 60 },
    `http://127.0.0.1:${port}`,
  );
});
afterAll(async () => {
  await running?.stop();
  backend.close();
});

const send = (path: string, headers: Readonly<Record<string, string>>, method = "GET"): Promise<Answer> =>
  call(running.gate.description.url, `/live${path}`, { method, headers });

test("nothing of it is announced as different", () => {
  expect(running.differences()).toEqual([]);
});

test.each([SHOP, APP])(
  "a preflight of %s is answered for it, whichever case the header's name has",
  async (origin) => {
    for (const name of ["Origin", "origin"])
      expect(
        await send("/open", { [name]: origin, "access-control-request-method": "GET" }, "OPTIONS"),
      ).toMatchObject({
        status: 204,
        body: "",
        headers: {
          [ORIGIN]: origin,
          vary: "Origin",
          "access-control-allow-methods": "GET,OPTIONS",
          "access-control-allow-headers": "X-Trace",
          "access-control-max-age": "60",
        },
      });
  },
);

test.each(["https://evil.example", "null", `${SHOP}.evil.example`, `${SHOP},${APP}`, "", '" || "a" == "a'])(
  "one of %j is answered without the header that would allow it",
  async (origin) => {
    const answer = await send("/open", { origin }, "OPTIONS");
    expect(answer).toMatchObject({ status: 204, body: "", headers: { vary: "Origin" } });
    expect(answer.headers).not.toHaveProperty([ORIGIN]);
  },
);

test("the origin comes from the header alone, and not from the query", async () => {
  const answer = await send(`/open?origin=${SHOP}&Origin=${SHOP}`, {}, "OPTIONS");
  expect(answer.status).toBe(204);
  expect(answer.headers).not.toHaveProperty([ORIGIN]);
});

test.each([
  ["application/json", 204],
  ["application/json; charset=utf-8", 204],
  ["APPLICATION/JSON", 204],
  ["text/plain", 204],
  ["application/x-www-form-urlencoded", 204],
  ["multipart/form-data; boundary=x", 204],
  ["application/octet-stream", 204],
  ["application/xml", 204],
  ["text/xml", 204],
  ["image/png", 415],
  ["application/graphql", 415],
  ["x", 415],
  [";", 204],
  ["", 204],
])("a preflight with the content type %j is %d, and never 500", async (type, status) => {
  const answer = await send("/open", { origin: SHOP, "content-type": type }, "OPTIONS");
  expect(answer).toMatchObject({ status, headers: { [ORIGIN]: SHOP } });
});

test.each([
  ["/open", 200, "10.00"],
  // A template sees no difference between no body and an empty one.
  ["/missing", 200, "{}"],
  ["/empty", 204, ""],
])("the backend's answer on %s names the caller's origin if it is declared", async (path, status, body) => {
  expect(await send(path, { origin: APP })).toMatchObject({
    status,
    body,
    headers: { [ORIGIN]: APP, vary: "Origin", "access-control-expose-headers": "X-Total" },
  });
  for (const headers of [{}, { origin: "https://evil.example" }]) {
    const answer = await send(path, headers);
    expect(answer).toMatchObject({ status, body, headers: { vary: "Origin" } });
    expect(answer.headers).not.toHaveProperty([ORIGIN]);
  }
});

test("a refusal mirrors the caller's origin, without credentials", async () => {
  for (const origin of [SHOP, "https://evil.example"]) {
    const answer = await send("/signed", { origin });
    expect(answer).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
      headers: { [ORIGIN]: origin, vary: "Origin" },
    });
    expect(JSON.stringify(answer.headers)).not.toMatch(/credentials/i);
  }
  expect((await send("/signed", {})).headers).not.toHaveProperty([ORIGIN]);
});
