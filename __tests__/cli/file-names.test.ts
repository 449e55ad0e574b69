import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guard } from "../../cli/commands/guard";
import { captured, removeFolders, temporaryFolder } from "./captured";

/** A file is named by its path in the repository, since several roots have a main.tf. */

afterAll(removeFolders);

const repository = temporaryFolder("repository-");
const put = (path: string, text: string) => {
  mkdirSync(join(repository, path, ".."), { recursive: true });
  writeFileSync(join(repository, path), text);
};
put(".git/HEAD", "");
put("shop/main.tf", "resource {");
put("shop/modules/a.tf", "resource {");
put("mail/main.tf", "resource {");

async function guarded(root: string, ...resources: readonly string[]) {
  const unknown = resources.map((resource) => ({ resource, reason: "a test" }));
  put("gatehouse.json", JSON.stringify({ guard: { unknown } }));
  const here = jest.spyOn(process, "cwd").mockReturnValue(repository);
  try {
    const config = join(repository, "gatehouse.json");
    const given = ["--base", "none", "--format", "json", "--config", config];
    const { out, status } = await captured(guard, join(repository, root), ...given);
    return {
      status,
      ...(JSON.parse(out) as { unknown: { resource: string; position?: object }[]; stale: object[] }),
    };
  } finally {
    here.mockRestore();
  }
}

test("an entry for a file names it with its folder, and is printed so", async () => {
  const { status, unknown } = await guarded("shop");
  expect(status).toBe(4);
  expect(unknown).toEqual([
    expect.objectContaining({ resource: "shop/main.tf", position: { file: "shop/main.tf", line: 1 } }),
  ]);
  expect(await guarded("shop", "shop/main.tf")).toMatchObject({ status: 0, unknown: [], stale: [] });
});

test("an entry for another root's file, or without the folder, accepts nothing", async () => {
  for (const entry of ["mail/main.tf", "main.tf"])
    expect(await guarded("shop", entry)).toMatchObject({ unknown: [{ resource: "shop/main.tf" }] });
});
