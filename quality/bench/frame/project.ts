import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/**
 * Makes of a folder one in which `gatehouse` synthesizes this project's example as in a clone, and which gets its `cdktf.out`:
 * that of the clone stays as it is.
 *
 * @returns the folder of the output
 */
export function exampleIn(folder: string): string {
  const config = JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8")) as { readonly app: string };
  const app = `cd ${JSON.stringify(ROOT)} && ${config.app}`;
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ ...config, app, output: "cdktf.out" }));
  return join(folder, "cdktf.out");
}
