import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buildSync } from "esbuild";

export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on the loopback address, where `localhost` and `127.0.0.1` are two hosts of one server. */
export async function listen(listener: RequestListener): Promise<Running> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves the page with its script. */
export function servePages(): Promise<Running> {
  const [script] = buildSync({
    entryPoints: [join(__dirname, "in-page.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  }).outputFiles;
  const page = `<!doctype html><meta charset="utf-8"><title>shop</title><script>${script?.text}</script>`;
  return listen((request, response) => {
    const found = request.url === "/";
    response.writeHead(found ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(found ? page : "");
  });
}
