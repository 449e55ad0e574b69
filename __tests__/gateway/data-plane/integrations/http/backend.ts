import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Answer } from "../../../client";

/** A real server behind HTTP integrations, and callers who send what they like. */

export const SHOP = "https://shop.internal.example.com";

export interface Seen {
  readonly method: string;
  readonly url: string;
  /** Names as they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => void;

export interface Backend {
  readonly origin: string;
  /** The requests that it got since the last reset. */
  readonly seen: readonly Seen[];
  /** What it answers from now on. */
  answerWith(respond: Respond): void;
  /** Forgets what it got, and answers `from the shop` again. */
  reset(): void;
  stop(): void;
}

export async function startBackend(): Promise<Backend> {
  const seen: Seen[] = [];
  let answer: Respond = fromTheShop;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const raw = request.rawHeaders;
      const headers = Array.from(
        { length: raw.length / 2 },
        (_, i) => [raw[2 * i] ?? "", raw[2 * i + 1] ?? ""] as const,
      );
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answerWith(respond) {
      answer = respond;
    },
    reset() {
      seen.length = 0;
      answer = fromTheShop;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const fromTheShop: Respond = (_, response) =>
  void response.setHeader("Content-Type", "text/plain").end("from the shop");

/** Values of the headers that the backend's first request had under such names. */
export function valuesOf({ seen }: Backend, name: RegExp): readonly string[] | undefined {
  return seen[0]?.headers.filter(([each]) => name.test(each)).map(([, value]) => value);
}

/**
 * Sends a request with an ID token.
 *
 * @param route verb and path, with the stage
 * @param headers as pairs, so that one may be sent twice
 */
export function sendAs(
  idToken: string,
  endpoint: string,
  route: string,
  headers: readonly string[] = [],
  body = "",
): Promise<Answer> {
  const [method = "", path = ""] = route.split(" ");
  const { hostname, port, host } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: [
          "Host",
          host,
          "Authorization",
          `Bearer ${idToken}`,
          "Content-Length",
          `${body.length}`,
          ...headers,
        ],
      },
      (incoming) => {
        let text = "";
        incoming.on("data", (chunk) => {
          text += chunk;
        });
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Mallory's own copies of the identity header: in every case, twice, and as a variable would be called. */
export const copies = [
  "X-Caller-Id",
  "x-caller-id",
  "X-CALLER-ID",
  "x-Caller-id",
  "X_Caller_Id",
  "X.Caller.Id",
  "x-caller-id",
].flatMap((name, i) => [name, `mallory-${i}`]);

export async function unusedPort(): Promise<number> {
  const free = createServer();
  await new Promise<void>((ready) => free.listen(0, "127.0.0.1", ready));
  const { port } = free.address() as AddressInfo;
  await new Promise((closed) => free.close(closed));
  await new Promise<void>((refused) => connect(port, "127.0.0.1").on("error", () => refused()));
  return port;
}
