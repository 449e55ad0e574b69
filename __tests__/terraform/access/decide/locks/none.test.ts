import { allow, anonymous, decided, everyone, roleArn } from "../decided";

describe("a method that is open", () => {
  const method = { authorization: "NONE" } as const;

  test("asks for nothing", () => {
    expect(decided(anonymous, { method })).toEqual({
      outcome: "allow",
      reason: "m asks for no authorization",
      source: { address: "m" },
    });
  });

  test("is closed by a resource policy that names principals, whatever it says of them", () => {
    const refused = {
      outcome: "deny",
      reason: "The resource policy resource names AWS principals, so only AWS_IAM methods of api answer",
      source: { address: "resource" },
      refusal: "ACCESS_DENIED",
    };
    for (const Principal of [{ AWS: roleArn }, { AWS: ["*", roleArn] }])
      expect(decided(anonymous, { method, policy: [everyone, { ...allow, Principal }] })).toEqual(refused);
    const NotPrincipal = { AWS: roleArn };
    expect(decided(anonymous, { method, policy: [{ ...allow, NotPrincipal }] })).toEqual(refused);
    expect(decided(anonymous, { method, policy: [{ ...allow, Principal: { AWS: "*" } }] })).toMatchObject({
      outcome: "allow",
    });
  });
});
