import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { apiKitchen, identityKitchen, scopesKitchen, sharingKitchen } from "./kitchen-sink";
import { terraformOf } from "./terraform";

// The AWS provider's own schema, beside the repository where there is one.
const checker = join(__dirname, "../../../shared/tools/check-terraform.mjs");
const maybe = existsSync(checker) ? test : test.skip;

maybe.each<[string, (stack: TerraformStack) => void]>([
  ["identity", identityKitchen],
  ["api", apiKitchen],
  ["sharing", sharingKitchen],
  ["scopes of a pool that is there", scopesKitchen],
])("the provider knows every argument of every construct: %s", (name, build) => {
  const folder = mkdtempSync(join(tmpdir(), "schema-"));
  try {
    const file = join(folder, `${name}.tf.json`);
    writeFileSync(file, JSON.stringify(terraformOf(build)));
    let said: string;
    try {
      said = execFileSync(process.execPath, [checker, file], {
        encoding: "utf8",
        cwd: join(__dirname, "../.."),
      });
    } catch (error) {
      said = (error as { stdout: string }).stdout;
    }
    expect(said.split("\n").filter((line) => line.includes(file))).toEqual([]);
    expect(said).toMatch(/, 0 findings/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
