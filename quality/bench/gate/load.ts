import { connect } from "node:net";

/** Load over raw sockets, which takes less of the processor than node:http's client does. */

export interface Load {
  readonly port: number;
  /** Whole requests as bytes, sent in turn. */
  readonly requests: readonly Buffer[];
  /** Status that every answer must have. */
  readonly status: number;
  readonly connections: number;
  /** It ends after so many answers, or after so many milliseconds. */
  readonly until: { readonly answers: number } | { readonly milliseconds: number };
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends requests over keep-alive connections, each with one request on its way.
 *
 * @throws Error where an answer has another status, or a connection ends
 */
export async function loaded({ connections, port, requests, status, until }: Load): Promise<Measured> {
  const latencies: number[] = [];
  let sent = 0;
  const started = performance.now();
  const isOver = () =>
    "answers" in until ? sent >= until.answers : performance.now() - started >= until.milliseconds;
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) };

  function worker(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      let rest: Buffer = Buffer.alloc(0);
      let began = 0;
      const send = () => {
        if (isOver()) {
          socket.end(() => resolve());
          return;
        }
        began = performance.now();
        socket.write(requests[sent++ % requests.length] ?? "");
      };
      socket.setNoDelay(true);
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("the connection was closed")));
      socket.on("data", (chunk: Buffer) => {
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        const end = rest.indexOf("\r\n\r\n");
        if (end < 0) return;
        const head = rest.toString("latin1", 0, end);
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        if (rest.length < end + 4 + length) return;
        if (Number(head.slice(9, 12)) !== status) {
          reject(new Error(rest.toString("utf8")));
          return;
        }
        rest = rest.subarray(end + 4 + length);
        latencies.push(performance.now() - began);
        send();
      });
    });
  }
}

/** A request without a body. */
export function get(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== "host")
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join("")}\r\n`);
}
