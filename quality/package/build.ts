/** `npm run build`: writes dist/, which npm packs. The clone itself runs from its sources. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../constructs/functions/bundle";
import { OWN_FUNCTIONS } from "../../constructs/functions/own-function";
import { copyReachable, keepReachable } from "./declarations";
import { withForkImports } from "./fork";
import { licensesOf } from "./licenses";
import { bundleEntries, DIST, ROOT } from "./scripts";

async function build(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const inputs = await bundleEntries();
  for (const name of OWN_FUNCTIONS) {
    const { code, inputs: made } = bundle(join(ROOT, "functions", name));
    mkdirSync(join(DIST, "functions", name), { recursive: true });
    writeFileSync(join(DIST, "functions", name, "bundle.js"), code);
    inputs.push(...made);
  }
  writeFileSync(join(DIST, "LICENSES.txt"), licensesOf(ROOT, inputs));
  execFileSync(process.execPath, ["node_modules/typescript-7/bin/tsc", "-p", "tsconfig.package.json"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  keepReachable(join(DIST, "types"), join(DIST, "types/library"));
  copyReachable(join(DIST, "types"), "library/constructs.d.ts", join(DIST, "types-cdktn"), withForkImports);
}

void build().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
