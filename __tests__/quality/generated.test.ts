import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { registries, textOf } from "../../quality/generate/registries";

const root = join(__dirname, "../..");

test("every generated registry lists the files of its folder (`npm run generate` writes them)", () => {
  const written = ({ file }: { readonly file: string }) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "missing";
  const stale = registries.filter((registry) => written(registry) !== textOf(registry));
  expect(stale.map(({ file }) => file)).toEqual([]);
});
