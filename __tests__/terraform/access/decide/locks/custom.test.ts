import type { Caller } from "../../../../../terraform/access/decide/request";
import { parsePolicy } from "../../../../../terraform/access/iam/parse";
import { allow, anonymous, arn, decided, everyone, roleArn } from "../decided";

describe("a method behind a Lambda authorizer", () => {
  const method = { authorization: "CUSTOM", authorizerId: "lambda" } as const;
  const answered = (...statements: readonly unknown[]): Caller => ({
    kind: "policy",
    principalId: "someone",
    document: parsePolicy({ Version: "2012-10-17", Statement: statements }, "answer"),
  });

  test("takes whom its answer allows", () => {
    expect(decided(answered(allow), { method })).toEqual({
      outcome: "allow",
      reason: `statement 0 of lambda allows ${arn}`,
      source: { address: "lambda", statement: 0 },
    });
    expect(decided(answered(), { method })).toMatchObject({
      outcome: "deny",
      reason: `No policy of lambda allows ${arn}`,
    });
  });

  test("takes anonymous else", () => {
    expect(decided(anonymous, { method })).toEqual({
      outcome: "deny",
      reason: "m takes only callers whom lambda admits",
      source: { address: "lambda" },
      refusal: "UNAUTHORIZED",
    });
  });

  test.each(["none", "cognito"])("has one: %s is none", (authorizerId) => {
    expect(decided(answered(allow), { method: { ...method, authorizerId } })).toEqual({
      outcome: "deny",
      reason: "m has no Lambda authorizer",
      source: { address: "m" },
      refusal: "AUTHORIZER_CONFIGURATION_ERROR",
    });
  });

  test("is not asked where the resource policy denies the call", () => {
    expect(decided(anonymous, { method, policy: [{ ...everyone, Effect: "Deny" }] })).toMatchObject({
      outcome: "deny",
      explicit: true,
      reason: `statement 0 of resource denies ${arn}`,
    });
    expect(
      decided(answered(allow), { method, policy: [{ ...allow, Principal: { AWS: roleArn } }] }),
    ).toMatchObject({
      outcome: "deny",
      reason: "The resource policy resource names AWS principals, so only AWS_IAM methods of api answer",
    });
  });
});
