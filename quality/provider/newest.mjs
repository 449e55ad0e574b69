// The registry of Terraform types (terraform/types) against the newest AWS provider: installs its bindings aside,
// in a temporary folder, and runs the completeness test with them. `npm run test:newest-provider`; needs the registry.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@cdktn/provider-aws";
const root = resolve(fileURLToPath(import.meta.url), "../../..");
const folder = mkdtempSync(join(tmpdir(), "newest-provider-"));

function run(command, args, options = {}) {
  const { error, status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  return status ?? 1;
}

// Only texts are read of it: no scripts, no peer dependencies, no engines.
const flags = [
  "--prefix",
  folder,
  "--no-save",
  "--ignore-scripts",
  "--legacy-peer-deps",
  "--no-audit",
  "--no-fund",
];

try {
  let status = run("npm", ["install", ...flags, "--loglevel", "error", `${PACKAGE}@latest`]);
  if (status === 0) {
    const bindings = join(folder, "node_modules", PACKAGE);
    const { version } = JSON.parse(readFileSync(join(bindings, "package.json"), "utf8"));
    console.log(`${PACKAGE} ${version}`);
    const env = { ...process.env, PROVIDER_BINDINGS: bindings };
    status = run("npx", ["jest", "terraform/types/completeness"], { env });
  }
  process.exitCode = status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
