import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Of this program. */
export function version(): string {
  const file = join(__dirname, "../package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
