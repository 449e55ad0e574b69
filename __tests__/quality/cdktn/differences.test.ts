import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differences, explanationOf } from "../../../quality/cdktn/differences";

const folder = mkdtempSync(join(tmpdir(), "differences-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Stacks = Readonly<Record<string, unknown>>;

function written(side: string, stacks: Stacks): string {
  const output = mkdtempSync(join(folder, side));
  for (const [name, stack] of Object.entries(stacks)) {
    mkdirSync(join(output, "stacks", name), { recursive: true });
    writeFileSync(join(output, "stacks", name, "cdk.tf.json"), JSON.stringify(stack));
  }
  return output;
}

const compared = (before: Stacks, after: Stacks) =>
  differences(written("before", before), written("after", after)).map((difference) => ({
    ...difference,
    isExplained: explanationOf(difference) !== undefined,
  }));

const stack = (source: string, version: string, library: string, role = "shop") => ({
  "//": { metadata: { version: library } },
  resource: { aws_iam_role: { admin: { name: role, tags: ["a", "b"] } } },
  terraform: { required_providers: { aws: { source, version } } },
});

test("the order of names is no difference", () => {
  expect(compared({ api: { a: 1, b: [{ c: 2, d: {} }] } }, { api: { b: [{ d: {}, c: 2 }], a: 1 } })).toEqual(
    [],
  );
});

test("versions and the provider's source are shown, and explained", () => {
  const before = { api: stack("aws", "6.25.0", "0.21.0") };
  expect(compared(before, { api: stack("hashicorp/aws", "6.66.0", "0.24.0") })).toEqual([
    { stack: "api", at: "//.metadata.version", before: "0.21.0", after: "0.24.0", isExplained: true },
    {
      stack: "api",
      at: "terraform.required_providers.aws.source",
      before: "aws",
      after: "hashicorp/aws",
      isExplained: true,
    },
    {
      stack: "api",
      at: "terraform.required_providers.aws.version",
      before: "6.25.0",
      after: "6.66.0",
      isExplained: true,
    },
  ]);
});

const api = stack("aws", "6.25.0", "0.21.0");
const role = (arguments_: object) => ({ ...api, resource: { aws_iam_role: { admin: arguments_ } } });

test.each<[string, Stacks, readonly string[]]>([
  ["another source", { api: stack("example/aws", "6.25.0", "0.21.0") }, ["required_providers.aws.source"]],
  [
    "a version that is a range",
    { api: stack("aws", "~> 6.0", "0.21.0") },
    ["required_providers.aws.version"],
  ],
  ["another value", { api: stack("aws", "6.25.0", "0.21.0", "other") }, ["aws_iam_role.admin.name"]],
  ["an element less", { api: role({ name: "shop", tags: ["a"] }) }, ["admin.tags.1"]],
  ["a map for a list", { api: role({ name: "shop", tags: { 0: "a", 1: "b" } }) }, ["admin.tags"]],
  ["an argument more", { api: role({ name: "shop", tags: ["a", "b"], path: null }) }, ["admin.path"]],
  ["a stack more", { api, routes: api }, [""]],
  ["a stack less", { routes: api }, ["", ""]],
])("nothing explains %s", (_, after, places) => {
  const found = compared({ api }, after);
  expect(found.map(({ isExplained }) => isExplained)).toEqual(places.map(() => false));
  found.forEach(({ at }, i) => {
    expect(at.endsWith(places[i] as string)).toBe(true);
  });
});

test("a side without stacks is an error: it has no differences either", () => {
  expect(() => compared({ api }, {})).toThrow(/expected stacks/);
});
