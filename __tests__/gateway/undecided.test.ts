/** Calls before they are authorized: their bodies are not read, and each leaves a record. */
import { connect } from "node:net";
import type { CallRecord } from "../../gateway/data-plane/call-record";
import type { ApiModel } from "../../terraform/model";
import { call } from "./client";
import { type RunningGate, runGate } from "./gates";

let running: RunningGate;
const records: CallRecord[] = [];

/** The models of its API cannot be asked: asking one throws. */
const withBrokenModel = (model: ApiModel): ApiModel => ({
  ...model,
  apis: model.apis.map((api) => ({
    ...api,
    models: [{ address: "api/aws_api_gateway_model.m", name: "m", schema: {} }],
    methods: api.methods.map((method) =>
      method.path === "/metered"
        ? {
            ...method,
            apiKeyRequired: false,
            checks: { address: "api/validator", required: [], models: { "application/json": "m" } },
          }
        : method,
    ),
  })),
});

beforeAll(async () => {
  running = await runGate(withBrokenModel, {
    onCall: (record) => records.push(record),
    compileSchemas: () => () => {
      throw new TypeError("a bug\nof the gate's own");
    },
  });
});
afterAll(() => running?.stop());
beforeEach(() => {
  records.length = 0;
});

/** Announces a body, sends none of it, and waits for the answer. */
function announce(line: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const { port } = new URL(running.gate.description.endpoint);
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      const all = { host: `127.0.0.1:${port}`, "content-length": "5000000", ...headers };
      const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      socket.write(`${[`${line} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`);
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
}

const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
const signature =
  `AWS4-HMAC-SHA256 Credential=ASIAQQQQQQQQQQQQQQQQ/${date.slice(0, 8)}/us-east-1/execute-api/aws4_request, ` +
  "SignedHeaders=host;x-amz-date, Signature=00";

test.each([
  ["is not signed", "POST /dev/pets", {}, 403],
  [
    "is signed with a key that was not issued",
    "POST /dev/pets",
    { authorization: signature, "x-amz-date": date, "x-amz-security-token": "made up" },
    403,
  ],
  ["has no token", "POST /dev/products", {}, 401],
  ["has a token of no issuer", "POST /dev/products", { authorization: "Bearer a.b.c" }, 401],
  ["is denied by the authorizer", "POST /dev/partner/pets", { authorization: "Bearer deny" }, 403],
  ["has no API key", "GET /dev/metered-account", {}, 401],
  ["is for no stage", "POST /nowhere", {}, 403],
  ["is for no route", "POST /dev/nothing", {}, 403],
] as [string, string, Record<string, string>, number][])(
  "a call that %s is refused before its body is there",
  async (_, line, headers, status) => {
    const answer = await announce(line, headers);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(running.ran()).not.toContain("echo");
    expect(records).toEqual([expect.objectContaining({ status })]);
  },
);

test("a refusal by an exception of the gate's own is 500, and leaves a record and one line", async () => {
  const answer = await call(running.gate.description.endpoint, "/dev/metered", { body: "{}" });
  expect(answer).toMatchObject({ status: 500, body: '{"message": "Internal server error"}' });
  expect(running.ran()).toEqual([]);
  expect(records).toEqual([
    expect.objectContaining({
      path: "/dev/metered",
      status: 500,
      invoked: [],
      reason: expect.stringContaining("The gate failed: TypeError: a bug"),
    }),
  ]);
  const logged = running.lines.filter((line) => line.includes("The gate failed"));
  expect(logged).toEqual([expect.stringMatching(/^GET \/dev\/metered 500 .*a bug\\u000aof the gate's own/)]);
});

test("a body that turns out too long is refused with a record, and the function never runs", async () => {
  const piece = new Uint8Array(1 << 20);
  const body = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 11; i++) controller.enqueue(piece);
      controller.close();
    },
  });
  const answer = await fetch(`${running.gate.description.url}/partner/pets`, {
    method: "POST",
    headers: { authorization: "Bearer allow" },
    body,
    duplex: "half",
  } as RequestInit);
  expect(answer.status).toBe(413);
  expect(running.ran()).toEqual(["authorizer"]);
  expect(records).toEqual([
    expect.objectContaining({ status: 413, reason: expect.stringContaining("10485760") }),
  ]);
});
