import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Header } from "../../http/message";

/** Headers of the connection. Those of an answer are sent under another name. */
const REMAPPED = new Set(["connection", "content-length", "date", "server"]);

/** The headers of an answer as they are sent. */
export function sentHeaders(pairs: readonly Header[]): Header[] {
  return pairs
    .filter(([name]) => name.toLowerCase() !== "transfer-encoding")
    .map(([name, value]) => [REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value]);
}

/** Whether HTTP allows the name and the value. */
export function isHeader([name, value]: Header): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
