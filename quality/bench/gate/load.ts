import { connect, type Socket } from "node:net";

/** Load over raw sockets, which takes less of the processor than node:http's client does. */

export interface Load {
  readonly port: number;
  /** Whole requests as bytes, sent in turn. */
  readonly requests: readonly Buffer[];
  /** Status that every answer must have. */
  readonly status: number;
  /** Whether a body is the expected one; the first answer of each connection is looked at. */
  readonly isExpected: (body: string) => boolean;
  readonly connections: number;
  /** It ends after so many answers, or after so many milliseconds. */
  readonly until: { readonly answers: number } | { readonly milliseconds: number };
}

export interface Measured {
  /** Answers within the time, by its seconds. */
  readonly perSecond: number;
  /** All answers, those after the time included. */
  readonly answers: number;
  /** Milliseconds of each answer within the time. */
  readonly latencies: readonly number[];
}

/**
 * Sends requests over keep-alive connections, each with one request on its way. The time begins when all are connected.
 *
 * @throws Error where an answer has another status or body, or a connection ends
 */
export async function loaded(load: Load): Promise<Measured> {
  const { connections, port, until } = load;
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)));
  const latencies: number[] = [];
  let [sent, answers] = [0, 0];
  const started = performance.now();
  const end = "milliseconds" in until ? started + until.milliseconds : Number.POSITIVE_INFINITY;
  const most = "answers" in until ? until.answers : Number.POSITIVE_INFINITY;
  const next = () =>
    sent < most && performance.now() < end ? load.requests[sent++ % load.requests.length] : undefined;
  const answered = (began: number) => {
    const now = performance.now();
    answers++;
    if (now <= end) latencies.push(now - began);
  };
  try {
    await Promise.all(sockets.map((socket) => exchanged(socket, load, next, answered)));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const milliseconds = "milliseconds" in until ? until.milliseconds : performance.now() - started;
  return {
    perSecond: (latencies.length / milliseconds) * 1_000,
    answers,
    latencies,
  };
}

/** @param latencies the shortest first */
export function quantile(latencies: readonly number[], share: number): number {
  return latencies[Math.min(Math.floor(latencies.length * share), latencies.length - 1)] ?? Number.NaN;
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setNoDelay(true);
    socket.once("error", reject).once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/** Sends one request after the other, until there is none. */
function exchanged(
  socket: Socket,
  { isExpected, status }: Load,
  next: () => Buffer | undefined,
  answered: (began: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0);
    let began = 0;
    let isFirst = true;
    const send = () => {
      const request = next();
      if (request === undefined) return resolve();
      began = performance.now();
      socket.write(request);
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the connection was closed")));
    socket.on("data", (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = rest.toString("latin1", 0, end);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (rest.length < end + 4 + length) return;
      answered(began);
      const isOther = isFirst && !isExpected(rest.toString("utf8", end + 4, end + 4 + length));
      if (isOther || Number(head.slice(9, 12)) !== status)
        return reject(
          new Error(
            `expected status ${status} and its body, found ${head.split("\r\n")[0]} ${rest.toString("utf8", end + 4)}`,
          ),
        );
      isFirst = false;
      rest = rest.subarray(end + 4 + length);
      send();
    });
    send();
  });
}

/** A request without a body. */
export function get(port: number, path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== "host")
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join("")}\r\n`);
}
