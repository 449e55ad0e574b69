import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placesIn } from "../../cli/sources/repository";

const root = mkdtempSync(join(tmpdir(), "repository-"));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder in a repository. */
function folderWith(...files: readonly string[]): string {
  const repository = mkdtempSync(join(root, "r-"));
  mkdirSync(join(repository, ".git"));
  mkdirSync(join(repository, "infra"));
  for (const file of files) writeFileSync(join(repository, file), "");
  return join(repository, "infra");
}

test("files are named from the folder with .git above", () => {
  const { inRepository } = placesIn(folderWith(), ".", "");
  expect(inRepository("api.tf")).toBe("infra/api.tf");
  expect(inRepository("../main.tf")).toBe("main.tf");
  expect(inRepository("../../elsewhere/main.tf")).toBeUndefined();
  expect(inRepository("/etc/hosts")).toBeUndefined();
});

test("files are named from the workspace of the workflow, where the call is in it", () => {
  const folder = folderWith();
  expect(placesIn(folder, ".", folder).inRepository("api.tf")).toBe("api.tf");
  expect(placesIn(folder, ".", "/elsewhere").inRepository("api.tf")).toBe("infra/api.tf");
});

test.each([
  ["the configuration of guard", ["infra/gatehouse.json", "infra/main.tf"], "infra/gatehouse.json"],
  ["main.tf", ["infra/main.tf"], "infra/main.tf"],
  ["what was read", [], "infra/plan.json"],
])("a finding without a position is shown at %s", (_, files, expected) => {
  expect(placesIn(folderWith(...files), "plan.json", "").otherwise).toBe(expected);
});

test("a finding about what was read elsewhere is shown at gatehouse.json", () => {
  expect(placesIn(folderWith(), "/tmp/plan.json", "").otherwise).toBe("gatehouse.json");
});
