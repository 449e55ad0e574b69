import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../quality/generate/files";

const root = join(__dirname, "../..");

test("every generated file is what `npm run generate` writes", () => {
  const written = (file: string) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "missing";
  const stale = generatedFiles().filter(({ file, text }) => written(file) !== text);
  expect(stale.map(({ file }) => file)).toEqual([]);
});
