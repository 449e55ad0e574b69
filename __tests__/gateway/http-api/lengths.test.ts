import { call } from "../client";
import { type HttpGate, httpGate } from "./gate";

/** The lengths that an HTTP API takes, and what it says of paths that no API has. */

let gate: HttpGate;
beforeAll(async () => {
  gate = await httpGate();
});
afterAll(() => gate.stop());

const LIMIT = 10_485_760;
const reason = () => gate.lines.at(-1);

// That a body is refused before its sender is known, and all bytes, are not documented.
test.each(["POST /shop/fn", "POST /shop/pets", "POST /shop/nowhere"])(
  "%s: a body of more than 10 MB gets 413, and no function runs",
  async (made) => {
    const [method = "", path = ""] = made.split(" ");
    const answer = await call(gate.gate.description.endpoint, path, {
      method,
      body: Buffer.alloc(LIMIT + 1),
    });
    expect(answer).toMatchObject({ status: 413, body: '{"message":"Request Entity Too Large"}' });
    expect(answer.headers["apigw-requestid"]).toMatch(/^.{15}=$/);
    expect(reason()).toMatch(/413 .*exceeded 10485760 bytes/);
    expect(gate.ran()).toEqual([]);
  },
);

test("a body of that length without Content-Length gets 413 too", async () => {
  const { endpoint } = gate.gate.description;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(LIMIT + 1));
      controller.close();
    },
  });
  const token = gate.token({ scope: "pets/write", client_id: gate.model.userPools[0]?.clients[0]?.id });
  const init = { method: "POST", body, headers: { authorization: `Bearer ${token}` }, duplex: "half" };
  const answer = await fetch(`${endpoint}/shop/pets`, init as RequestInit);
  expect([answer.status, await answer.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  expect(gate.ran()).toEqual([]);
});

test.each([
  [9_800, 200],
  [10_240, 431],
])("headers of more than %i bytes get %i", async (bytes, status) => {
  const { endpoint } = gate.gate.description;
  const answer = await call(endpoint, "/shop/pets", { headers: { "x-long": "x".repeat(bytes) } });
  expect(answer.status).toBe(status);
  expect(gate.ran()).toEqual(status === 200 ? ["echo"] : []);
  if (status === 431) expect(answer.body).toBe('{"message":"Request Header Fields Too Large"}');
});

test("a request line counts with the headers", async () => {
  const { endpoint } = gate.gate.description;
  const answer = await call(endpoint, `/shop/pets?${"x".repeat(10_200)}`);
  expect(answer.status).toBe(431);
  expect(gate.ran()).toEqual([]);
});

test("the log says below which prefix an API is", async () => {
  const { endpoint } = gate.gate.description;
  expect((await call(endpoint, "/pets")).status).toBe(404);
  expect(reason()).toMatch(/names no API of the Terraform; paths to .* begin with \/shop$/);
  expect((await call(endpoint, "/shop/shop/pets")).status).toBe(404);
  expect(reason()).toMatch(/No route of .* has GET \/shop\/pets; paths to it begin with \/shop$/);
});
