import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultSource } from "../../../cli/sources/sources";
import { removeFolders, temporaryFolder } from "../captured";

/** What `access` reads where no path is named, and what it says where there is nothing of its own. */

afterAll(removeFolders);

function from(files: readonly string[]): string {
  const folder = temporaryFolder("default-");
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "{}");
  }
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(folder);
  try {
    return defaultSource();
  } finally {
    cwd.mockRestore();
  }
}

test.each<[name: string, files: readonly string[], message: RegExp]>([
  ["HCL here", ["main.tf"], /There is Terraform in \.: "gatehouse access \." reads it\.$/],
  ["HCL below", ["infra/main.tf"], /There is Terraform in infra: "gatehouse access infra" reads it\.$/],
  ["nothing", ["readme.txt"], /and no Terraform below: give PATH\.$/],
])("outside of a project, with %s", (_, files, message) => {
  expect(() => from(files)).toThrow(message);
  expect(() => from(files)).toThrow(expect.objectContaining({ code: "NO_PROJECT" }));
});
