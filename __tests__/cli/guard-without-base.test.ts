import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { rules } from "../../terraform/access/guard";
import { allow, policy, shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders } from "./captured";

afterAll(removeFolders);

const iam = { authorization: "AWS_IAM" };
const head = () => outputOf(shopDocument({ "GET /pets": iam }, policy(allow("GET/pets"))));
const waived = (...ids: readonly string[]) =>
  fileOf(
    "gatehouse.json",
    JSON.stringify({ guard: { waivers: ids.map((rule) => ({ rule, resource: "*", reason: "a test" })) } }),
  );
const config = (...more: readonly string[]) =>
  waived(
    "stage-without-logs",
    "stage-without-waf",
    "stage-without-throttle",
    "deletion-protection-off",
    ...more,
  );
const comparing = rules.filter(({ needs }) => needs).map(({ id }) => id);

describe("without a base", () => {
  test.each(["text", "markdown", "json", "sarif", "github"])(
    "the rules that compare are named, and the status is 4, as %s",
    async (format) => {
      const { out, status } = await captured(guard, head(), "--config", config(), "--format", format);
      expect(status).toBe(4);
      for (const id of comparing) expect(out).toContain(id);
    },
  );

  test("the status is 0 where that is allowed", async () => {
    const { out, status } = await captured(guard, head(), "--config", config(), "--allow-unknown");
    expect(status).toBe(0);
    expect(out).toContain(
      "Give what was there before with --base PATH, or --base none if there was nothing.",
    );
  });

  test("the status is 0 where every rule that compares is switched off", async () => {
    const { out, status } = await captured(guard, head(), "--config", config(...comparing));
    expect({ out, status }).toEqual({ status: 0, out: "No rule is broken. 4 waived.\n" });
  });
});

describe("none", () => {
  test("as the base: rules about access do not apply, and the others compare with nothing", async () => {
    const { out, status } = await captured(guard, head(), "--base", "none", "--config", config());
    expect(status).toBe(0);
    expect(out).toBe(
      "No rule is broken. 4 waived. Not applicable, because no API was there before: lock-removed, trust-changed.\n",
    );
  });

  test("as the base: a route that everybody may call is named, with the entry that expects it", async () => {
    const opened = outputOf(shopDocument({ "DELETE /pets": { authorization: "NONE" } }));
    const { out, status } = await captured(guard, opened, "--base", "none", "--config", config());
    expect(status).toBe(3);
    expect(out).toContain("! DELETE /pets anonymous: was denied, is allowed:");
    expect(out).toContain('{"route":"DELETE /pets","principal":"anonymous","reason":""}');
  });

  test("as the old side: all that callers may do is new", async () => {
    const { out, status } = await captured(diff, "none", head());
    expect(status).toBe(3);
    expect(out).toContain("group:user");
  });

  test("as the new side: nothing is left", async () => {
    expect((await captured(diff, head(), "none")).status).toBe(0);
  });

  test("as both sides is refused", async () => {
    await expect(captured(diff, "none", "none")).rejects.toMatchObject({ code: "SIDES_MISSING" });
  });
});
