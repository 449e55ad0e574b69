import { connect } from "node:net";

export interface RawRequest {
  readonly verb: string;
  /** The request's target, byte for byte. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  /** With headers that say so. @default none */
  readonly body?: string;
}

/**
 * Sends one request over a socket of its own: no client in between corrects a path, a verb or a header.
 *
 * @returns the status and the body; the status 0 where the connection ended without an answer
 */
export function sendRaw(
  endpoint: string,
  { body = "", headers, target, verb }: RawRequest,
): Promise<{ readonly status: number; readonly body: string }> {
  const { host, hostname, port } = new URL(endpoint);
  const own = headers.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", host]];
  const lines = [...own, ...headers, ["Connection", "close"]].map(([name, value]) => `${name}: ${value}`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", ...rest] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), body: rest.join("\r\n\r\n") });
    });
    const head = `${verb} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
    socket.write(Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(body)]));
  });
}
