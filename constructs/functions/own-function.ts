import { existsSync } from "node:fs";
import { join } from "node:path";

/** The functions of this package that constructs deploy. */
export const OWN_FUNCTIONS = ["api-keys", "authorizer", "token-scopes"] as const;

/** The name of a function of this package. */
export type OwnFunction = (typeof OWN_FUNCTIONS)[number];

const ROOT = join(__dirname, "../..");

/** The folder of such a function: its sources in a clone, the bundle of them in an installed package. */
export function ownFunction(name: OwnFunction): string {
  const sources = join(ROOT, "functions", name);
  return existsSync(sources) ? sources : join(ROOT, "dist/functions", name);
}
