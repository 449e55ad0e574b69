import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { send } from "../../../gateway/http/send";
import { endpointPool } from "../../../gateway/lambda/endpoint";

/** A function behind a runtime interface endpoint, as AWS's emulator answers: errors have the status 200, too. */

let server: Server;
let answers: (event: string) => {
  readonly status?: number;
  readonly body: string;
  readonly delayMs?: number;
};
let seen: string[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      seen.push(`${request.method} ${request.url} ${body}`);
      const { status = 200, body: answer, delayMs = 0 } = answers(body);
      setTimeout(() => response.writeHead(status).end(answer), delayMs);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterEach(() => new Promise((closed) => server.close(closed)));

const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const invocation = (event: unknown, timeoutMs = 2_000) => ({
  event: JSON.stringify(event),
  timeoutMs,
  functionArn: "arn:f",
});

test("an event is posted, and the reply is the result", async () => {
  answers = () => ({ body: '{"statusCode":200,"body":"hello"}' });
  const pool = endpointPool(endpoint(), send);
  expect(await pool.invoke(invocation({ a: 1 }))).toEqual({
    kind: "ok",
    payload: { statusCode: 200, body: "hello" },
  });
  expect(seen).toEqual(['POST /2015-03-31/functions/function/invocations {"a":1}']);
});

test.each([
  [{ body: '{"errorMessage":"no","errorType":"ValueError","requestId":"r","stackTrace":[]}' }, "ValueError"],
  [{ body: '{"errorType":"Runtime.ExitError","errorMessage":"exited"}', status: 502 }, "Runtime.ExitError"],
  [{ body: "<html>" }, "Runtime.BadResponse"],
])("what a runtime throws, or does not answer, is an error: %j", async (answer, errorType) => {
  answers = () => answer;
  expect(await endpointPool(endpoint(), send).invoke(invocation({}))).toMatchObject({
    kind: "error",
    errorType,
  });
});

test("a reply with a field errorMessage of its own is a reply", async () => {
  answers = () => ({ body: '{"statusCode":400,"errorMessage":"x"}' });
  expect((await endpointPool(endpoint(), send).invoke(invocation({}))).kind).toBe("ok");
});

test("events wait for each other, and for no longer than the function's time", async () => {
  answers = (event) => ({ body: event, delayMs: event === '"slow"' ? 400 : 0 });
  const pool = endpointPool(endpoint(), send);
  const [slow, fast] = [pool.invoke(invocation("slow", 100)), pool.invoke(invocation("fast"))];
  expect((await slow).kind).toBe("timeout");
  expect(await fast).toEqual({ kind: "ok", payload: "fast" });
});

test("an endpoint that is not there is an error", async () => {
  const pool = endpointPool("http://127.0.0.1:1", send);
  expect(await pool.invoke(invocation({}))).toMatchObject({
    kind: "error",
    errorType: "Runtime.Unreachable",
  });
});
