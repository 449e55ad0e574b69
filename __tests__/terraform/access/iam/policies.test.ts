import { evaluate } from "../../../../terraform/access/iam/evaluate";
import { parsePolicy } from "../../../../terraform/access/iam/parse";
import { malformedPolicies } from "../../../cases/terraform/malformed-policies";
import { policies } from "../../../cases/terraform/policies";

describe("a policy", () => {
  test.each(policies)("$name", ({ outcome, place, policy, request, statement }) => {
    const document = parsePolicy(policy, "policy", place);
    const decision = evaluate([{ address: "policy", name: "policy", document }], request);
    expect(decision.outcome).toBe(outcome);
    if (statement !== undefined) expect(decision.source).toEqual({ address: "policy", statement });
  });
});

describe("a policy that is refused", () => {
  test.each(malformedPolicies)("$name", ({ place, policy, says }) => {
    expect(() => parsePolicy(policy, "api/aws_iam_policy.p", place)).toThrow(
      expect.objectContaining({ code: "POLICY_MALFORMED", message: expect.stringContaining(says) }),
    );
  });
});
