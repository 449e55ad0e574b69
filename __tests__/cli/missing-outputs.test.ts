import { missingOutputs } from "../../cli/cdktf-diff/missing-outputs";

// As Terraform 1.11.4 says it, through cdktf-cli 0.21.0.
const added = `api  \u001b[31m│\u001b[0m \u001b[1mError: \u001b[0mUnsupported attribute
     │   on cdk.tf.json line 2101, in resource.aws_iam_role_policy.policies_clerk:
     │ 2101:         "role": "\${data.terraform_remote_state.cross-stack-reference-input-identity.outputs.cross-stack-output-aws_iam_roleidentities_role-clerkname}"
     │ This object does not have an attribute named "cross-stack-output-aws_iam_roleidentities_role-clerkname".`;
const first = `│ Error: Unable to find remote state
│   with data.terraform_remote_state.cross-stack-reference-input-routes-prod,
│ No stored state was found for the given workspace in the given backend.`;

test.each([
  [added, "not with what this change adds, such as a new role: identity. The state"],
  [first, ": routes-prod. The state"],
])("says which stack comes first, and how to review without its state", (said, expected) => {
  expect(missingOutputs(said)).toContain(expected);
  expect(missingOutputs(said)).toContain("npx gatehouse diff BASE/cdktf.out cdktf.out");
});

test.each([
  "Error: Unsupported attribute: this object has no argument, nor attribute named x",
  "Error: Instance cannot be destroyed",
  "No changes.",
])("has no explanation for %j", (said) => {
  expect(missingOutputs(said)).toBeUndefined();
});
