import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import type { AppPlace } from "./configurations";

export interface AppPage extends AppPlace {
  close(): Promise<void>;
}

/** Serves the app's page, with the browser build of Amplify in its script. */
export async function serveApp(): Promise<AppPage> {
  const bundle = await build({
    entryPoints: [join(__dirname, "node/browser/page.mjs")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  const script = bundle.outputFiles[0]?.text;
  const html =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><script src="/app.js"></script>';
  const server: Server = createServer(({ url = "" }, response) => {
    const type = url === "/app.js" ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` });
    response.end(url === "/app.js" ? script : html);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    callback: `${origin}/in`,
    logout: `${origin}/out`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
