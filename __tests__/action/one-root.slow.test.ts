import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PLANS, replacedPool } from "./plans";
import { repositoryOf } from "./repositories";
import { actAction } from "./steps";

/** The review of a plan, acted out for one root of several. */

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "root-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("one root of several", () => {
  const reviewed = (json: object, name: string, stopAt: string) => {
    const { dir } = repositoryOf(folder, { "README.md": "" });
    writeFileSync(join(dir, "plan.json"), JSON.stringify(json));
    return actAction(
      ".github/actions/review-plan",
      { name, json: "plan.json", "stop-at": stopAt },
      { workspace: dir, temp: mkdtempSync(join(folder, "temp-")), contexts: {} },
    );
  };

  test("stops at what its plan does", async () => {
    const { failed, summary } = await reviewed(replacedPool, "identity", "plan");
    expect(failed).toBe(true);
    expect(summary).toContain("pool-destroyed");
    expect(summary).toMatch(/identity\/aws\\_cognito\\_user\\_pool\.users/);
  });

  test("does not stop at what all of them together show, unless it is to", async () => {
    const { failed, outputs, summary } = await reviewed(PLANS.rest, "routes", "plan");
    expect({ failed, status: outputs.review?.status, guard: outputs.review?.["guard-status"] }).toEqual({
      failed: false,
      status: "0",
      guard: "3",
    });
    expect(summary).toContain("What else guard says is for who approves");
    expect((await reviewed(PLANS.rest, "routes", "anything")).failed).toBe(true);
  });
});
