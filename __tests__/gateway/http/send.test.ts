/** What a backend answers that is no answer ends the call; it neither hangs nor gets through. */
import { type AddressInfo, createServer, type Server } from "node:net";
import { type Received, send } from "../../../gateway/http/send";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Sends a request to a server that writes this, and nothing else, to every connection. */
async function against(written: string): Promise<Received> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.write(Buffer.from(written, "latin1")));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const request = {
    verb: "GET",
    origin: `http://127.0.0.1:${port}`,
    target: "/",
    headers: [["Host", "shop"]] as const,
    body: Buffer.alloc(0),
  };
  return send(request, { timeoutMs: 20_000, limit: 100 });
}

test.each([
  ["another protocol", "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"],
  ["a header in a header", "200 OK\r\nX: a\rSet-Cookie: b\r\nContent-Length: 0\r\n\r\n"],
  ["a folded header", "200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"],
  ["two lengths", "200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"],
  ["more than is taken", `200 OK\r\nContent-Length: 200\r\n\r\n${"x".repeat(200)}`],
])("%s is malformed", async (_, answer) => {
  expect(await against(`HTTP/1.1 ${answer}`)).toMatchObject({ kind: "malformed" });
});

test("a redirect is an answer, and not followed", async () => {
  const found = await against(
    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
  );
  expect(found).toMatchObject({ kind: "answer", status: 302 });
});
