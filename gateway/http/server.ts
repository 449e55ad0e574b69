import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type BodyBudget, BodyError, bodyOf, isTooLong, type ReadBody, tooLong } from "./body";
import { type HostCheck, hostCheck, refusedHosts } from "./host-names";
import { closed, type HttpServer, type ListenOptions, listenOnAll } from "./listen";
import { type HttpRequest, type HttpResponse, headerPairs, headerValues } from "./message";
import { isServiceWorkerScript, SERVICE_WORKER_REFUSED, withoutServiceWorkers } from "./service-workers";

/** API Gateway's limit, in bytes; not adjustable there. */
const BODY_LIMIT = 10_485_760;
/** Bytes of all bodies that one server holds at a time. */
const HELD_LIMIT = 64 << 20;
/** Bytes of an unread body that are discarded after the answer, so that its sender gets the answer. */
const DRAIN_LIMIT = 40 << 20;
/** Milliseconds for a request's headers, and for all of it; connections over them are ended within `check`. */
const TIMES = { headers: 10_000, request: 30_000, check: 1_000 };
/** Connections at one time: each may hold headers in memory. */
const CONNECTIONS = 2_000;

export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  /** Shows another certificate from now on, where it serves over TLS. */
  renew(certificate: ServerCertificate): void;
  close(): Promise<void>;
}

/** PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
}

export interface ServeOptions extends ListenOptions {
  readonly log: (line: string) => void;
  /**
   * Bytes of one body.
   *
   * @default 10 MB
   */
  readonly bodyLimit?: number;
  /**
   * Bytes of all bodies that are in memory at one time.
   *
   * @default 64 MB
   */
  readonly heldLimit?: number;
  /** @default 10 s, 30 s, 1 s */
  readonly times?: typeof TIMES;
  /** Host names besides those of the loopback address. @default none */
  readonly names?: readonly string[];
  /** Whether a name is served that is not among them. @default none is */
  readonly isServed?: (name: string) => boolean;
  /** Serves over TLS. @default over plain HTTP */
  readonly tls?: ServerCertificate;
}

/** Answers a request. Its body is empty until it is read. */
export type Answer = (request: HttpRequest, readBody: ReadBody) => HttpResponse | Promise<HttpResponse>;

/** For answers that always need the body. */
export function withBody(answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>): Answer {
  return async (request, readBody) => answer({ ...request, body: await readBody() });
}

/**
 * Serves `answer`, on 127.0.0.1 only where nothing else is asked for.
 *
 * @throws {GateError} `PORT_IN_USE`
 */
export async function serveLoopback(answer: Answer, options: ServeOptions): Promise<LoopbackServer> {
  const { bodyLimit: limit = BODY_LIMIT, heldLimit = HELD_LIMIT, log, times = TIMES, tls } = options;
  const isNamed = hostCheck(options.names ?? [], options.isServed);
  const refused = refusedHosts(log);
  const budget: BodyBudget = { limit: heldLimit, held: 0, unfinished: new Set() };
  const scheme = tls ? "https" : "http";
  const failed = (error: unknown): HttpResponse => {
    if (error instanceof BodyError) {
      if (error.status === 503) log(`gate: ${error.message}`);
      return plain(error.status, error.message);
    }
    log(`gate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return plain(500, "Internal server error");
  };
  const responseTo = async (incoming: IncomingMessage, read: ReadBody) => {
    try {
      return await respondTo(incoming, answer, { isNamed, limit, log, read, refused, scheme });
    } catch (error) {
      return failed(error);
    }
  };
  const writeLater = inOneGo();
  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse, ask: () => void) => {
    const body = bodyOf(incoming, { limit, budget, ask });
    const response = await responseTo(incoming, body.read);
    writeLater(() => {
      try {
        write(incoming, outgoing, response);
      } catch {
        outgoing.destroy();
      } finally {
        body.release();
      }
    });
  };
  const make = (): HttpServer => {
    const settings = {
      keepAliveTimeout: 5_000,
      headersTimeout: times.headers,
      requestTimeout: times.request,
      connectionsCheckingInterval: times.check,
    };
    const server = tls
      ? createTlsServer({ ...settings, cert: tls.certificate, key: tls.key })
      : createServer(settings);
    server.maxConnections = CONNECTIONS;
    server.on("request", (incoming, outgoing) => respond(incoming, outgoing, () => {}));
    server.on("checkContinue", (incoming, outgoing) =>
      respond(incoming, outgoing, () => outgoing.writeContinue()),
    );
    return server;
  };
  const { port, servers } = await listenOnAll(make, options);
  return {
    port,
    endpoint: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    renew({ certificate, key }) {
      for (const server of servers)
        if ("setSecureContext" in server) server.setSecureContext({ cert: certificate, key });
    },
    close: async () => {
      await Promise.all(servers.map(closed));
    },
  };
}

interface RespondOptions {
  readonly isNamed: HostCheck;
  readonly limit: number;
  readonly log: (line: string) => void;
  readonly read: ReadBody;
  /** Takes the Host headers of a request that is refused for them. */
  readonly refused: (hosts: readonly string[]) => void;
  readonly scheme: "http" | "https";
}

/** It may throw at once. */
function respondTo(
  incoming: IncomingMessage,
  answer: Answer,
  { isNamed, limit, log, read, refused, scheme }: RespondOptions,
): HttpResponse | Promise<HttpResponse> {
  const headers = headerPairs(incoming.rawHeaders);
  const hosts = headerValues({ headers }, "host");
  if (hosts.length !== 1 || !hosts.every(isNamed)) {
    refused(hosts);
    return plain(403, "Only requests to 127.0.0.1, localhost or a name of --allow-host are served here.");
  }
  const url = incoming.url ?? "";
  if (!url.startsWith("/")) return plain(400, "Bad Request");
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  if (isServiceWorkerScript({ headers })) {
    log(`${incoming.method} ${path} 403: ${SERVICE_WORKER_REFUSED}`);
    return plain(403, SERVICE_WORKER_REFUSED);
  }
  const request = {
    verb: incoming.method ?? "",
    path,
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers,
    body: Buffer.alloc(0),
    sourceIp: incoming.socket.remoteAddress ?? "127.0.0.1",
    ...(scheme === "https" && { scheme }),
    ...(isTooLong(incoming, limit) && { bodyError: tooLong(limit) }),
  };
  return answer(request, read);
}

/**
 * Takes writes, and makes those of one turn of the event loop together at its end. A client that waits for its answer is
 * woken by each write that comes alone, which takes longer than the write.
 */
function inOneGo(): (write: () => void) => void {
  let waiting: (() => void)[] = [];
  const writeAll = () => {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  return (each) => {
    if (waiting.length === 0) setImmediate(writeAll);
    waiting.push(each);
  };
}

function write(incoming: IncomingMessage, outgoing: ServerResponse, response: HttpResponse): void {
  const { body, headers, status } = response;
  outgoing.sendDate = true;
  const all: string[] = [];
  for (const [name, value] of withoutServiceWorkers(headers)) all.push(name, value);
  if (status !== 204 && status !== 304) all.push("Content-Length", String(Buffer.byteLength(body)));
  // The rest of the body is discarded, and the connection is not used again.
  if (!incoming.complete) {
    all.push("Connection", "close");
    drain(incoming);
  }
  outgoing.writeHead(status, all);
  // A string is sent in one packet with the headers.
  outgoing.end(incoming.method === "HEAD" ? undefined : body);
}

function drain(incoming: IncomingMessage): void {
  let size = 0;
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > DRAIN_LIMIT) incoming.destroy();
  });
  incoming.on("error", () => {});
}

function plain(status: number, text: string): HttpResponse {
  return { status, headers: [["Content-Type", "text/plain"]], body: text };
}
