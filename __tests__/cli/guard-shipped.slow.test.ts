import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guard } from "../../cli/commands/guard";
import { environmentNamed } from "../../stacks/environment-named";
import { synthesize } from "../stacks/synthesized";
import { captured } from "./captured";

/** The project's own stacks, whole. */

jest.setTimeout(60_000);

test.each([
  ["dev", "No rule is broken. 3 waived."],
  ["http", "No rule is broken. 2 waived."],
  ["prod", "No rule is broken."],
])("the shipped %s passes, with the waivers in gatehouse.json", async (name, says) => {
  const out = mkdtempSync(join(tmpdir(), "guard-"));
  try {
    synthesize(out, environmentNamed(name));
    const report = await captured(
      guard,
      out,
      "--base",
      "none",
      "--config",
      join(__dirname, "../../gatehouse.json"),
    );
    expect(report).toMatchObject({ status: 0, out: expect.stringContaining(says) });
  } finally {
    rmSync(out, { recursive: true });
  }
});
