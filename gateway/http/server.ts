import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GateError } from "../error";
import { isLoopbackHost } from "./loopback";
import { type GateRequest, type GateResponse, type Header, headerValues } from "./message";

/** API Gateway's limit, in bytes; not adjustable there. */
const BODY_LIMIT = 10_485_760;
/** What is read and thrown away of a body over the limit, so that its sender gets to see the answer. */
const DRAIN_LIMIT = 4 * BODY_LIMIT;

export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: (line: string) => void;
}

/**
 * Serves `answer` on 127.0.0.1 and nowhere else.
 *
 * @throws {GateError} `port-in-use`
 */
export async function serveLoopback(
  answer: (request: GateRequest) => Promise<GateResponse>,
  options: ServeOptions,
): Promise<LoopbackServer> {
  const server = createServer({ keepAliveTimeout: 5_000 }, (incoming, outgoing) => {
    respond(incoming, answer)
      .catch((error: unknown) => {
        options.log(`gate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return plain(500, "Internal server error");
      })
      .then((response) => response && write(outgoing, response, incoming.method === "HEAD"))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? portInUse(options.port) : error),
    );
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  incoming: IncomingMessage,
  answer: (request: GateRequest) => Promise<GateResponse>,
): Promise<GateResponse | undefined> {
  const headers = headerPairs(incoming.rawHeaders);
  const hosts = headerValues({ headers }, "host");
  if (hosts.length !== 1 || !hosts.every(isLoopbackHost)) {
    incoming.resume();
    return plain(403, "Only requests to 127.0.0.1 or localhost are served here.");
  }
  const url = incoming.url ?? "";
  if (!url.startsWith("/")) {
    incoming.resume();
    return plain(400, "Bad Request");
  }
  const body = await readBody(incoming);
  if (body === "aborted") return undefined;
  if (body === "too large") return plain(413, `HTTP content length exceeded ${BODY_LIMIT} bytes.`);
  const mark = url.indexOf("?");
  return answer({
    verb: incoming.method ?? "",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers,
    body,
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
  });
}

function readBody(incoming: IncomingMessage): Promise<Buffer | "too large" | "aborted"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      else chunks.length = 0;
      if (size > DRAIN_LIMIT) resolve("too large");
    });
    incoming.on("end", () => resolve(size > BODY_LIMIT ? "too large" : Buffer.concat(chunks)));
    incoming.on("error", () => resolve("aborted"));
    incoming.on("close", () => resolve("aborted"));
  });
}

function write(outgoing: ServerResponse, response: GateResponse, head: boolean): void {
  outgoing.statusCode = response.status;
  outgoing.sendDate = true;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  const body = typeof response.body === "string" ? Buffer.from(response.body) : response.body;
  if (response.status !== 204 && response.status !== 304) outgoing.setHeader("Content-Length", body.length);
  if (response.status === 413) outgoing.setHeader("Connection", "close");
  outgoing.end(head ? undefined : body);
}

function headerPairs(raw: readonly string[]): Header[] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? "", raw[2 * i + 1] ?? ""]);
}

function plain(status: number, text: string): GateResponse {
  return { status, headers: [["Content-Type", "text/plain"]], body: text };
}

function portInUse(port: number): GateError {
  return new GateError(
    "port-in-use",
    `Port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another one with --port.`,
  );
}
