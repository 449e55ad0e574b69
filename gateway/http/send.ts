import { request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";
import { type Header, headerPairs } from "./message";

export interface OutgoingRequest {
  readonly verb: string;
  /** Where it is sent: scheme, host and port. */
  readonly origin: string;
  /** Path and query, as they are sent. */
  readonly target: string;
  /** With Host. Only headers of the connection are added. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

export type Received =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: readonly Header[];
      readonly body: Buffer;
    }
  /** No answer, or not all of it, in time. */
  | { readonly kind: "late" }
  /** No connection; or the answer is not HTTP, changes the protocol, or is too long. */
  | { readonly kind: "unreachable" | "malformed"; readonly problem: string };

export interface SendOptions {
  readonly timeoutMs: number;
  /** Bytes of a body. */
  readonly limit: number;
}

export type Send = (request: OutgoingRequest, options: SendOptions) => Promise<Received>;

/** Sends one request over its own connection. Redirects are not followed. */
export const send: Send = ({ body, headers, origin, target, verb }, { limit, timeoutMs }) => {
  const url = new URL(origin);
  const request = url.protocol === "https:" ? requestOverHttps : requestOverHttp;
  return new Promise((resolve) => {
    const outgoing = request({
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      method: verb,
      path: target,
      // As pairs: a name may be there several times, and keeps its case.
      headers: headers.flat(),
      agent: false,
    });
    const timer = setTimeout(() => end({ kind: "late" }), timeoutMs);
    const end = (received: Received) => {
      clearTimeout(timer);
      resolve(received);
      outgoing.destroy();
    };
    const failed = (error: NodeJS.ErrnoException) =>
      end({ kind: /^HPE_/.test(error.code ?? "") ? "malformed" : "unreachable", problem: error.message });
    outgoing.on("error", failed);
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      end({ kind: "malformed", problem: "it changes to another protocol, which was not requested" });
    });
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) end({ kind: "malformed", problem: `its answer is longer than ${limit} bytes` });
        else chunks.push(chunk);
      });
      incoming.on("error", failed);
      incoming.on("end", () =>
        end({
          kind: "answer",
          status: incoming.statusCode ?? 0,
          headers: headerPairs(incoming.rawHeaders),
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body);
  });
};
