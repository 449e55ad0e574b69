import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guardConfig } from "../../../cli/sources/guard-config";
import { removeFolders, temporaryFolder } from "../captured";

afterAll(removeFolders);

const saying = (reason: string) =>
  JSON.stringify({ guard: { unknown: [{ resource: "module.logs", reason }] } });

/** A folder `work/infra/prod`, and files in or above it by their paths from `work`. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const work = join(temporaryFolder("config-"), "work");
  mkdirSync(join(work, "infra/prod"), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(work, file, ".."), { recursive: true });
    writeFileSync(join(work, file), text);
  }
  return join(work, "infra/prod");
}

const reasonIn = (folder: string) => guardConfig(undefined, folder).config.unknown?.[0]?.reason;

test.each([
  [
    "of this folder, below a project",
    {
      "cdktf.json": '{"app":"true"}',
      "gatehouse.json": saying("above"),
      "infra/prod/gatehouse.json": saying("here"),
    },
    "here",
  ],
  ["above, in the repository", { ".git/HEAD": "", "gatehouse.json": saying("above") }, "above"],
  ["above, in the project", { "cdktf.json": '{"app":"true"}', "gatehouse.json": saying("above") }, "above"],
  ["above the repository: not read", { "infra/.git/HEAD": "", "gatehouse.json": saying("above") }, undefined],
  [
    "above a folder that is in no repository and no project: not read",
    { "gatehouse.json": saying("above") },
    undefined,
  ],
] as const)("the nearest configuration, %s", (_, files, expected) => {
  expect(reasonIn(folderWith(files))).toBe(expected);
});

test("the file is named by its path from the working directory", () => {
  const file = join(folderWith({ "infra/prod/gatehouse.json": saying("here") }), "gatehouse.json");
  expect(guardConfig(file).file).toBe(file);
  expect(guardConfig(undefined).file).toBe("gatehouse.json");
});

test("a configuration that is named and not there is refused", () => {
  expect(() => guardConfig("nofile.json")).toThrow(
    expect.objectContaining({
      code: "CONFIG_MISSING",
      message: "--config nofile.json: there is no such file.",
    }),
  );
});
