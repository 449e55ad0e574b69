import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { access } from "../../../cli/commands/access";
import { diff } from "../../../cli/commands/diff";
import { guard } from "../../../cli/commands/guard";
import { noTerraformIn } from "../../../cli/sources/terraform-folders";
import { shopDocument } from "../../terraform/build/shop";
import { captured, outputOf, removeFolders, temporaryFolder } from "../captured";

afterAll(removeFolders);

function folderWith(...files: readonly string[]): string {
  const folder = temporaryFolder("folders-");
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  return folder;
}
const synthesized = () => outputOf(shopDocument({ "GET /pets": { authorization: "NONE" } }));

test.each([
  [
    "none below it",
    ["README.md", "node_modules/x/main.tf"],
    "; expected .tf files, or stacks/*/cdk.tf.json as a synth writes them.",
  ],
  ["one below it", ["infra/main.tf"], "; there is Terraform in DIR/infra."],
  [
    "the output of a synth below it",
    ["cdktf.out/stacks/api/cdk.tf.json"],
    "; there is Terraform in DIR/cdktf.out.",
  ],
  [
    "many below it",
    ["a/main.tf", "b/main.tf", "c/main.tf", "d/main.tf", "d/e/main.tf"],
    "; there is Terraform in DIR/a, DIR/b, DIR/c and 1 more folders.",
  ],
] as const)("a folder without Terraform is refused, with %s", (_, files, says) => {
  const folder = folderWith(...files);
  const { message } = noTerraformIn(folder);
  expect(message.replaceAll(folder, "DIR")).toBe(`There is no Terraform in DIR${says}`);
});

test("access needs Terraform in its folder", async () => {
  await expect(captured(access, folderWith("infra/main.tf"))).rejects.toMatchObject({
    code: "OUTPUT_MISSING",
  });
});

describe("a folder without Terraform on one of two sides", () => {
  const note = "there is no Terraform in it: it is compared as nothing";

  test("is nothing before: all that callers may do is new, and a note says so", async () => {
    const { out, status } = await captured(diff, folderWith("README.md"), synthesized());
    expect(status).toBe(3);
    expect(out).toContain(note);
  });

  test("is nothing after", async () => {
    const { out, status } = await captured(diff, synthesized(), folderWith());
    expect(status).toBe(0);
    expect(out).toContain(note);
  });

  test("is noted by guard", async () => {
    const { out } = await captured(guard, synthesized(), "--base", folderWith());
    expect(out).toContain(note);
  });

  test.each([
    ["on both sides", () => [folderWith(), folderWith()]],
    ["with Terraform below it", () => [folderWith("infra/main.tf"), synthesized()]],
  ])("is refused %s", async (_, sides) => {
    await expect(captured(diff, ...sides())).rejects.toMatchObject({ code: "OUTPUT_MISSING" });
  });

  test("is refused where it is not there", async () => {
    await expect(captured(diff, join(folderWith(), "nowhere"), synthesized())).rejects.toMatchObject({
      code: "SOURCE_MISSING",
    });
  });
});
