import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { Table } from "../../terraform/model/table";
import { isLoopbackHost } from "../http/loopback";
import { sameText } from "../state/same-text";
import { claimTables, tablesFolder } from "./claim";
import { createMissingTables } from "./tables";

/** The embedded table store: DynamoDB's protocol on a loopback port of its own, kept in the state folder. */
export interface Store {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Whose requests it answers: another one at each start, known to this process and its functions alone. */
  readonly accessKeyId: string;
  /** Creates the tables that are not there yet; what is in the others stays. */
  ensure(tables: readonly Table[]): Promise<void>;
  close(): Promise<void>;
}

/** Bytes; DynamoDB's own limit of a request. */
const MAX_BODY = 16 * 1024 * 1024;

/** @throws {GateError} `state-in-use`, `store-failed` */
export async function openStore(stateDir: string): Promise<Store> {
  await claimTables(stateDir);
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ path: tablesFolder(stateDir), createTableMs: 0 });
  const accessKeyId = `ASIA${randomBytes(16).toString("hex").toUpperCase()}`;
  guard(server, accessKeyId);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    accessKeyId,
    ensure: (tables) => createMissingTables({ endpoint, accessKeyId }, tables),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Puts two things before the store's own handler. It answers whoever asks, so other programs of this machine
 * are kept out by the key id, and pages of web sites by their Origin, and by their Host where a name was
 * bound to 127.0.0.1. And it ends the process when a request breaks off, as one does when a function runs
 * out of time: so it gets each request whole.
 */
function guard(server: import("node:http").Server, accessKeyId: string): void {
  const handle = server.listeners("request")[0] as RequestListener;
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const { authorization = "", host = "", origin } = request.headers;
    const signer = /\bCredential=([^/,\s]*)/.exec(authorization)?.[1] ?? "";
    let refused = origin !== undefined || !isLoopbackHost(host) || !sameText(signer, accessKeyId);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      refused ||= size > MAX_BODY;
      if (!refused) chunks.push(chunk);
    });
    request.on("error", () => response.destroy());
    request.on("end", () =>
      refused ? forbid(response) : handle(whole(request, Buffer.concat(chunks)), response),
    );
  });
}

function whole({ headers, method, url }: IncomingMessage, body: Buffer): IncomingMessage {
  return Object.assign(Readable.from([body]), { headers, method, url }) as IncomingMessage;
}

function forbid(response: ServerResponse): void {
  response.writeHead(403, { "Content-Type": "text/plain" }).end("Forbidden");
}
