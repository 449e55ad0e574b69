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
  "path",
  "request",
  "server",
  "session",
  "trace",
  "users",
];

/** `file` is asked for only when the file is served: its package may be absent where no gate starts. */
interface Asset {
  readonly file: () => string;
  readonly type: string;
}

/** The page's files, by the path below `/_gatehouse`. */
const FILES: Readonly<Record<string, Asset>> = {
  "": { file: () => join(FOLDER, "index.html"), type: HTML },
  "/": { file: () => join(FOLDER, "index.html"), type: HTML },
  ...files(["base", "forms", "tables", "views"], "css", "text/css; charset=utf-8"),
  "/icon.svg": { file: () => join(FOLDER, "icon.svg"), type: "image/svg+xml" },
  ...files(MODULES, "js", SCRIPT),
  // Signs requests, as its package has it: a module without imports.
  "/aws4fetch.js": {
    file: () => join(dirname(require.resolve("aws4fetch")), "aws4fetch.esm.mjs"),
    type: SCRIPT,
  },
};

function files(names: readonly string[], extension: string, type: string): Record<string, Asset> {
  const entries = names.map((name) => `${name}.${extension}`);
  return Object.fromEntries(entries.map((name) => [`/${name}`, { file: () => join(FOLDER, name), type }]));
}

const loaded = new Map<string, Buffer>();

/** A file of the page, read from disk once; undefined where the path is none. */
export function asset(path: string): Pick<HttpResponse, "body" | "headers"> | undefined {
  const found = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (!found) return undefined;
  let body = loaded.get(path);
  if (body === undefined) {
    body = readFileSync(found.file());
    loaded.set(path, body);
  }
  return { headers: [["Content-Type", found.type]], body };
}
