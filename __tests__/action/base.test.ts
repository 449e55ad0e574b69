import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { baseOf, CHECKOUT, needsCheckout, refuseTaken } from "../../cli/action/base";
import { baseCommit } from "../../cli/action/workflow";

/** What a review compares with, if the workflow does not say it. */

const here = process.cwd();
let folder: string;
let temp: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "base-"));
  temp = mkdtempSync(join(tmpdir(), "base-temp-"));
  process.chdir(folder);
  execFileSync("git", ["init", "--quiet"]);
});
afterEach(() => {
  process.chdir(here);
  for (const one of [folder, temp]) rmSync(one, { recursive: true });
});

/** Where the base is after it was moved: a folder of the workspace's name. */
const moved = () => join(temp, readdirSync(temp)[0] ?? "", basename(folder));

/** Files of the change, which git has, and of the base's checkout. */
function given(head: readonly string[], base: readonly string[]): void {
  for (const file of [...head, ...base.map((one) => join(CHECKOUT, one))]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
  }
  mkdirSync(CHECKOUT, { recursive: true });
  if (head.length > 0) execFileSync("git", ["add", ...head]);
}

interface Case {
  readonly what: string;
  readonly head: readonly string[];
  readonly base: readonly string[];
  readonly paths: readonly string[];
  /** From where the base was moved to. */
  readonly compared: readonly string[];
}

const FOUND: readonly Case[] = [
  {
    what: "a folder",
    head: ["infra/a.tf"],
    base: ["infra/a.tf"],
    paths: ["infra"],
    compared: ["/infra"],
  },
  { what: "the root of the repository", head: ["a.tf"], base: ["a.tf"], paths: ["."], compared: [""] },
  {
    what: "a named root",
    head: ["r/a.tf"],
    base: ["r/a.tf"],
    paths: ["api=r"],
    compared: ["api=/r"],
  },
  {
    what: "the first Terraform of a repository",
    head: ["r/a.tf"],
    base: ["README.md"],
    paths: ["r"],
    compared: ["none"],
  },
  {
    what: "a second root beside the first",
    head: ["one/a.tf", "two/a.tf"],
    base: ["one/a.tf"],
    paths: ["one", "two"],
    compared: ["/one", "/two"],
  },
];

test.each(FOUND)("$what is compared with $compared of the base", ({ base, compared, head, paths }) => {
  given(head, base);
  expect(needsCheckout(paths, [])).toBe(true);
  expect(baseOf(paths, true, temp).map((path) => path.replace(moved(), ""))).toEqual(compared);
});

test("the base is moved out of the workspace, where no path of what is reviewed leads to it", () => {
  given(["infra/a.tf"], ["infra/a.tf", "infra/conf.json"]);
  expect(baseOf(["infra"], true, temp)).toEqual([join(moved(), "infra")]);
  expect(readdirSync(join(moved(), "infra"))).toEqual(["a.tf", "conf.json"]);
  expect(existsSync(CHECKOUT)).toBe(false);
});

test("a folder that was moved is not taken for new", () => {
  given(["terraform/a.tf"], ["a/b/c/d/e/f/infra/a.tf"]);
  expect(() => baseOf(["terraform"], true, temp)).toThrow(
    /has Terraform in a\/b\/c\/d\/e\/f\/infra that is gone here/,
  );
});

test("what was generated here is not looked for in the base", () => {
  given(["a.tf"], ["a.tf"]);
  mkdirSync("cdktf.out/stacks/api", { recursive: true });
  writeFileSync("cdktf.out/stacks/api/cdk.tf.json", "{}");
  expect(() => baseOf(["cdktf.out"], true, temp)).toThrow(
    /cdktf\.out is not in the repository.*synthesize the base too/,
  );
});

test.each([
  ["no commit to compare with", false, /has no base commit/],
  ["no checkout", true, /could not be checked out/],
])("%s is an error", (_, commit, message) => {
  mkdirSync("infra");
  writeFileSync("infra/a.tf", "");
  expect(() => baseOf(["infra"], commit, temp)).toThrow(message);
});

test.each([
  ["link to what is reviewed", () => symlinkSync(".", CHECKOUT)],
  ["folder of the repository", () => given([`${CHECKOUT}/infra/a.tf`], [])],
])("a %s in the place of the base's checkout is refused", (_, bring) => {
  mkdirSync("infra");
  writeFileSync("infra/a.tf", "");
  bring();
  expect(refuseTaken).toThrow(/\.gatehouse-base is in the repository/);
  expect(() => baseOf(["infra"], true, temp)).toThrow(/\.gatehouse-base is in the repository/);
});

test("a path that leads into the base is refused, since nothing would differ", () => {
  given([], ["infra/a.tf"]);
  symlinkSync(join(CHECKOUT, "infra"), "infra");
  expect(() => baseOf(["infra"], true, temp)).toThrow(/infra leads into \.gatehouse-base/);
});

test("a folder outside of the workspace and a plan beside a folder are errors", () => {
  given(["infra/a.tf"], []);
  writeFileSync("plan.json", "{}");
  expect(() => baseOf([tmpdir()], true, temp)).toThrow(/is outside of the workspace/);
  expect(() => baseOf(["infra", "plan.json"], true, temp)).toThrow(/plan\.json is a file beside folders/);
});

test("plans have both sides, and a base that is given is used", () => {
  given(["infra/a.tf"], []);
  writeFileSync("plan.json", "{}");
  expect(needsCheckout(["plan.json"], [])).toBe(false);
  expect(needsCheckout(["infra"], ["elsewhere"])).toBe(false);
});

const sha = "a".repeat(40);
test.each([
  ["a pull request", { pull_request: { number: 1, base: { sha }, head: { sha: "b", repo: null } } }, sha],
  ["a merge queue", { merge_group: { base_sha: sha } }, sha],
  ["a push", { before: sha }, sha],
  ["the push of a new branch", { before: "0".repeat(40) }, undefined],
  ["a schedule", {}, undefined],
])("the base commit of %s", (_, event, expected) => {
  expect(baseCommit(event)).toBe(expected);
});
