/** A body is read on demand, and all bodies together stay within their budget. */
import { connect, type Socket } from "node:net";
import { BodyError } from "../../../gateway/http/body";
import {
  type Answer,
  type LoopbackServer,
  type ServeOptions,
  serveLoopback,
} from "../../../gateway/http/server";
import { call } from "../client";

const open: LoopbackServer[] = [];
let lines: string[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  lines = [];
});

async function serve(answer: Answer, options: Partial<ServeOptions> = {}): Promise<LoopbackServer> {
  const server = await serveLoopback(answer, { port: 0, log: (line) => lines.push(line), ...options });
  open.push(server);
  return server;
}

const ok = (body: string) => ({ status: 200, headers: [], body });
const length: Answer = async (_, readBody) => ok(String((await readBody()).length));
const refuse: Answer = async () => ({ status: 401, headers: [], body: "who?" });

/** Sends text over a connection of its own, and gives what came back when the server ended it. */
async function raw(server: LoopbackServer, send: (socket: Socket) => void, until = /$^/): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => send(socket));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
      if (until.test(text)) socket.end();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
}

const head = (line: string, ...headers: string[]) =>
  `${[line, "Host: 127.0.0.1", ...headers].join("\r\n")}\r\n\r\n`;

test("a body that is asked for is whole, and the same when it is asked for twice", async () => {
  const server = await serve(async (request, readBody) => {
    expect(request.body.length).toBe(0);
    const [one, two] = [await readBody(), await readBody()];
    return ok(`${one.length} ${one === two}`);
  });
  const body = "x".repeat(300_000);
  expect((await call(server.endpoint, "/", { method: "POST", body })).body).toBe("300000 true");
  expect((await call(server.endpoint, "/")).body).toBe("0 true");
});

test("who is refused without the body does not have to send it", async () => {
  const server = await serve(refuse);
  const answer = await raw(server, (socket) =>
    socket.write(head("POST / HTTP/1.1", "Content-Length: 5000000")),
  );
  expect(answer).toMatch(/^HTTP\/1.1 401 .*Connection: close/s);
});

test("with Expect: 100-continue a body is sent only where it is read", async () => {
  const expecting = head("POST / HTTP/1.1", "Content-Length: 5", "Expect: 100-continue");
  const refused = await raw(await serve(refuse), (socket) => socket.write(expecting));
  expect(refused).toMatch(/^HTTP\/1.1 401 /);
  const wanted = await raw(
    await serve(length),
    (socket) => {
      socket.write(expecting);
      socket.once("data", () => socket.write("12345"));
    },
    /\r\n5$/,
  );
  expect(wanted).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n.*\r\n\r\n5$/s);
});

test.each([
  ["said", "Content-Length: 200", ""],
  ["not said", "Transfer-Encoding: chunked", `c8\r\n${"x".repeat(200)}\r\n0\r\n\r\n`],
])("a body over the limit is refused, also where its length is %s before", async (_, header, body) => {
  const server = await serve(length, { bodyLimit: 100 });
  const answer = await raw(
    server,
    (socket) => socket.write(head("POST / HTTP/1.1", header) + body),
    /100 bytes/,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 .*HTTP content length exceeded 100 bytes\.$/s);
});

test("over the limit of all bodies together a call gets 503 and a line in the log, and room comes back", async () => {
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const server = await serve(
    async (request, readBody) => {
      const body = await readBody();
      if (request.path === "/hold") await held;
      return ok(String(body.length));
    },
    { heldLimit: 250_000 },
  );
  const post = (path: string) => call(server.endpoint, path, { method: "POST", body: "x".repeat(100_000) });
  const holding = [post("/hold"), post("/hold")];
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await post("/")).status).toBe(503);
  expect(lines).toEqual(["gate: Bodies of more than 250000 bytes are being read at once: try again."]);
  expect((await call(server.endpoint, "/")).body).toBe("0");
  finish();
  for (const answer of await Promise.all(holding)) expect(answer.body).toBe("100000");
  expect((await post("/")).status).toBe(200);
});

test("uploads that stall do not keep others out: the one that has been on its way longest is given up", async () => {
  const server = await serve(length, { heldLimit: 250_000 });
  const stalled = Array.from({ length: 7 }, () => connect(server.port, "127.0.0.1"));
  const answers = stalled.map(
    (socket) =>
      new Promise<string>((resolve) => {
        socket.on("error", () => {});
        socket.once("data", (chunk) => resolve(String(chunk)));
        socket.once("close", () => resolve("none"));
      }),
  );
  for (const socket of stalled) {
    socket.write(`${head("POST / HTTP/1.1", "Content-Length: 100000")}${"x".repeat(95_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const post = () => call(server.endpoint, "/", { method: "POST", body: "x".repeat(100_000) });
  expect((await post()).body).toBe("100000");
  expect((await post()).body).toBe("100000");
  expect(await answers[0]).toMatch(/^HTTP\/1.1 503 /);
  // The youngest is still on its way, and comes through.
  stalled[6]?.write("x".repeat(5_000));
  expect(await answers[6]).toMatch(/^HTTP\/1.1 200 .*\r\n100000$/s);
  for (const socket of stalled) socket.destroy();
});

test("a body whose sender is gone before it is read is refused, and no reader waits for it", async () => {
  let outcome: unknown;
  const server = await serve(async (_, readBody) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    outcome = await readBody().catch((error: unknown) => error);
    return ok("");
  });
  const socket = connect(server.port, "127.0.0.1", () => {
    socket.write(`${head("POST / HTTP/1.1", "Content-Length: 1000")}x`);
    setTimeout(() => socket.destroy(), 20);
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(outcome).toMatchObject({ name: "BodyError", status: 400 });
});

test("who reads a body may allow it less than the server does", async () => {
  const server = await serve(async (_, readBody) => ok(String((await readBody(1_000)).length)));
  const post = (size: number) => call(server.endpoint, "/", { method: "POST", body: "x".repeat(size) });
  expect((await post(1_000)).body).toBe("1000");
  expect(await post(1_001)).toMatchObject({ status: 413, body: "HTTP content length exceeded 1000 bytes." });
});

test("a client that goes away in the middle gives its room back", async () => {
  const problems: unknown[] = [];
  const server = await serve(
    async (_, readBody) => {
      const body = await readBody().catch((error: unknown) => {
        problems.push(error);
        throw error;
      });
      return ok(String(body.length));
    },
    { heldLimit: 100_000 },
  );
  await raw(server, (socket) => {
    socket.write(`${head("POST / HTTP/1.1", "Content-Length: 90000")}${"x".repeat(60_000)}`);
    setTimeout(() => socket.destroy(), 50);
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(problems).toEqual([expect.any(BodyError)]);
  const all = { method: "POST", body: "x".repeat(90_000) };
  expect((await call(server.endpoint, "/", all)).status).toBe(200);
});

test.each([
  ["headers", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "],
  ["body", head("POST / HTTP/1.1", "Content-Length: 1000")],
])("a client that sends its %s a byte at a time is ended", async (_, first) => {
  const server = await serve(length, { times: { headers: 150, request: 300, check: 50 } });
  let timer: NodeJS.Timeout | undefined;
  const answer = await raw(server, (socket) => {
    socket.write(first);
    timer = setInterval(() => socket.write("x"), 20);
  });
  clearInterval(timer);
  expect(answer).toMatch(/^HTTP\/1.1 (408|400) /);
});
