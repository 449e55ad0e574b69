import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pageFiles } from "../../quality/generate/pages";
import { registryFiles } from "../../quality/generate/registries";

const root = join(__dirname, "../..");

test("every generated file is what `npm run generate` writes", () => {
  const written = (file: string) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "missing";
  const stale = [...registryFiles(), ...pageFiles()].filter(({ file, text }) => written(file) !== text);
  expect(stale.map(({ file }) => file)).toEqual([]);
});
