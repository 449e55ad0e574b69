import { TerraformOutput, TerraformStack } from "cdktf";
import { documentOf } from "../../../constructs/limits/documents";
import type { Document } from "../../../constructs/limits/synthesized-app";
import { environmentNamed } from "../../../stacks/environment-named";
import { stacksOf } from "../../stacks/synthesized";
import { appInMemory } from "../terraform";

/** What checks read, as plain data. */
function plain({ resource, data = {}, output = {}, provider = {} }: Document): unknown {
  return JSON.parse(JSON.stringify({ resource, data, output, provider }));
}

test.each(["dev", "prod", "http"])("the stacks of %s: checks read what is written", (name) => {
  const stacks = stacksOf(environmentNamed(name));
  for (const stack of stacks) stack.prepareStack();
  for (const stack of stacks) expect(plain(documentOf(stack))).toEqual(plain(stack.toTerraform()));
});

describe("what a stack adds to its elements' Terraform", () => {
  const stack = new TerraformStack(appInMemory(), "stack");
  const inner = new TerraformStack(stack, "inner");
  new TerraformOutput(inner, "within", { value: 1 });
  stack.addOverride("resource.aws_iam_role.added", { name: "added" });

  test("is read", () =>
    expect(documentOf(stack).resource).toEqual({ aws_iam_role: { added: { name: "added" } } }));
  test("is not the Terraform of a stack within it", () => expect(documentOf(stack).output).toBeUndefined());
  test("is not in the Terraform of that stack", () =>
    expect(documentOf(inner)).toMatchObject({ resource: {}, output: { within: { value: 1 } } }));
});

test("a body is made when it is read, and once", () => {
  const stack = new TerraformStack(appInMemory(), "stack");
  let times = 0;
  const value = { resolve: () => ++times };
  class Role extends TerraformOutput {
    override toTerraform() {
      return { resource: { aws_iam_role: { one: { name: value } } } };
    }
  }
  new Role(stack, "role", { value: "" });
  const { resource } = documentOf(stack);
  expect(times).toBe(0);
  expect([resource?.aws_iam_role?.one, resource?.aws_iam_role?.one]).toEqual([{ name: 1 }, { name: 1 }]);
});
