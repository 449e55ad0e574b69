import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";

/** What a command says and how it ends in a folder without a project, or whose app fails. */

const before = process.cwd();
let folder: string;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-project-"));
  process.chdir(folder);
  said = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += text;
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test("an app that fails is an error in what was read: status 1", async () => {
  writeFileSync("cdktf.json", JSON.stringify({ app: "echo refused && exit 3" }));
  expect(await gatehouse(["synth"])).toBe(1);
  expect(said).toContain("The synth stopped. refused");
});

test.each([
  [["synth"], "run it in a Gatehouse project."],
  [["init"], "run `cdktf init --template=typescript` there first."],
  [["start"], "run it in a Gatehouse project, or give --from PATH."],
])("without a project, %j says what to do, with options that it has", async (words, what) => {
  expect(await gatehouse(words)).toBe(2);
  expect(said).toContain(`or above it; ${what}\n`);
});
