import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HttpResponse } from "../http/message";

const FOLDER = join(__dirname, "browser");
const HTML = "text/html; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

const MODULES = [
  "access",
  "calls",
  "elements",
  "limits",
  "main",
  "request",
  "server",
  "session",
  "trace",
  "users",
];

type File = readonly [file: string, type: string];

/** The page's files, by the path below `/_gatehouse`. */
const FILES: Readonly<Record<string, File>> = {
  "": [join(FOLDER, "index.html"), HTML],
  "/": [join(FOLDER, "index.html"), HTML],
  ...files(["base", "forms", "views"], "css", "text/css; charset=utf-8"),
  "/icon.svg": [join(FOLDER, "icon.svg"), "image/svg+xml"],
  ...files(MODULES, "js", SCRIPT),
  // Signs requests, as its package has it: a module without imports.
  "/aws4fetch.js": [join(dirname(require.resolve("aws4fetch")), "aws4fetch.esm.mjs"), SCRIPT],
};

function files(names: readonly string[], extension: string, type: string): Record<string, File> {
  const entries = names.map((name) => `${name}.${extension}`);
  return Object.fromEntries(entries.map((name) => [`/${name}`, [join(FOLDER, name), type]]));
}

const loaded = new Map<string, Buffer>();

/** A file of the page, read from disk once; undefined where the path is none. */
export function asset(path: string): Pick<HttpResponse, "body" | "headers"> | undefined {
  if (!Object.hasOwn(FILES, path)) return undefined;
  const [file, type] = FILES[path] as File;
  let body = loaded.get(file);
  if (body === undefined) {
    body = readFileSync(file);
    loaded.set(file, body);
  }
  return { headers: [["Content-Type", type]], body };
}
