import { type PolicyPlace, parsePolicy } from "../../../../terraform/access/iam/parse";

const read = (statement: unknown, place?: PolicyPlace, rest: object = { Version: "2012-10-17" }) =>
  parsePolicy({ ...rest, Statement: statement }, "api/aws_iam_policy.p", place);

const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };

describe("a policy document", () => {
  test("is read whole, every element that may be one value or a list as a list", () => {
    const statements = [
      {
        Sid: "Pets",
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: ["a", "b"],
        Condition: {
          StringEquals: { "aws:a": "x", "aws:b": ["y", "z"] },
          Bool: { "aws:c": true },
          NumericLessThan: { "aws:d": 7 },
        },
      },
      { Effect: "Deny", NotAction: ["*"], NotResource: "c" },
    ];
    expect(read(statements, "identity", { Version: "2012-10-17", Id: "p" })).toEqual({
      version: "2012-10-17",
      statements: [
        {
          sid: "Pets",
          effect: "Allow",
          actions: ["execute-api:Invoke"],
          resources: ["a", "b"],
          conditions: [
            { operator: "StringEquals", key: "aws:a", values: ["x"] },
            { operator: "StringEquals", key: "aws:b", values: ["y", "z"] },
            { operator: "Bool", key: "aws:c", values: ["true"] },
            { operator: "NumericLessThan", key: "aws:d", values: ["7"] },
          ],
        },
        { effect: "Deny", notActions: ["*"], notResources: ["c"], conditions: [] },
      ],
    });
  });

  test("is an identity's, of the older version, with one statement, if it does not say otherwise", () => {
    expect(parsePolicy(JSON.stringify({ Statement: allow }), "p")).toStrictEqual({
      version: "2008-10-17",
      statements: [{ effect: "Allow", actions: ["execute-api:Invoke"], resources: ["*"], conditions: [] }],
    });
  });

  test.each([
    ["*", { "*": ["*"] }],
    [{ AWS: "1" }, { AWS: ["1"] }],
    [
      { AWS: ["1", "2"], Service: "s", Federated: "f", CanonicalUser: "c" },
      { AWS: ["1", "2"], Service: ["s"], Federated: ["f"], CanonicalUser: ["c"] },
    ],
  ])("names its principals as %j", (Principal, principals) => {
    const { Effect, Action } = trust;
    expect(read({ Effect, Action, Principal }, "trust").statements).toEqual([
      { effect: "Allow", actions: ["sts:AssumeRole"], principals, conditions: [] },
    ]);
    expect(read({ ...allow, NotPrincipal: Principal }, "resource").statements).toEqual([
      expect.objectContaining({ notPrincipals: principals }),
    ]);
  });

  test.each<[string, unknown, PolicyPlace, string]>([
    ["a Sid that is a number", { ...allow, Sid: 7 }, "identity", "statement 0: Sid is not a text"],
    [
      "a NotPrincipal in an identity policy",
      { ...allow, NotPrincipal: "*" },
      "identity",
      "statement 0: NotPrincipal does not belong in an identity policy",
    ],
    [
      "a Principal in an identity policy",
      { ...allow, Principal: "*" },
      "identity",
      "statement 0: Principal does not belong in an identity policy",
    ],
    [
      "a NotResource in a trust policy",
      { ...trust, NotResource: "*" },
      "trust",
      "statement 0: NotResource does not belong in a trust policy",
    ],
    [
      "a Resource in a trust policy",
      { ...trust, Resource: "*" },
      "trust",
      "statement 0: Resource does not belong in a trust policy",
    ],
    [
      "no principal of a resource policy",
      allow,
      "resource",
      "statement 0: expected exactly one of Principal and NotPrincipal",
    ],
    [
      "both principals",
      { ...trust, NotPrincipal: "*" },
      "trust",
      "statement 0: expected exactly one of Principal and NotPrincipal",
    ],
    [
      "no resource of a resource policy",
      trust,
      "resource",
      "statement 0: expected exactly one of Resource and NotResource",
    ],
    [
      "no action",
      { ...allow, Action: undefined },
      "identity",
      "statement 0: expected exactly one of Action and NotAction",
    ],
    [
      "an empty NotPrincipal",
      { ...allow, NotPrincipal: {} },
      "resource",
      "statement 0, NotPrincipal: it is empty",
    ],
    [
      "an empty NotAction",
      { ...allow, Action: undefined, NotAction: [] },
      "identity",
      "statement 0, NotAction: it is empty",
    ],
    [
      "an empty NotResource",
      { ...allow, Resource: undefined, NotResource: [] },
      "identity",
      "statement 0, NotResource: it is empty",
    ],
    [
      "a principal that is text",
      { ...trust, Principal: "1" },
      "trust",
      'statement 0, Principal: expected an object, found "1"',
    ],
    [
      "a principal in a list",
      { ...trust, Principal: [] },
      "trust",
      "statement 0, Principal: expected an object, found []",
    ],
    [
      "an unknown type of principal",
      { ...trust, Principal: { aws: "1" } },
      "trust",
      'statement 0, Principal: unknown element "aws"',
    ],
    [
      "a principal's id that is a number",
      { ...trust, Principal: { AWS: 1 } },
      "trust",
      "statement 0, Principal.AWS: 1 is not a text",
    ],
    [
      "an action of a service only",
      { ...allow, Action: "execute-api" },
      "identity",
      'statement 0, Action: "execute-api" is not an action like "execute-api:Invoke"',
    ],
    [
      "an action with a blank before",
      { ...allow, Action: ["*", " execute-api:Invoke"] },
      "identity",
      'statement 0, Action: " execute-api:Invoke" is not an action like "execute-api:Invoke"',
    ],
    [
      "an action with a blank behind",
      { ...allow, Action: "execute-api:Invoke " },
      "identity",
      'statement 0, Action: "execute-api:Invoke " is not an action like "execute-api:Invoke"',
    ],
    [
      "an action without a name",
      { ...allow, Action: "execute-api:" },
      "identity",
      'statement 0, Action: "execute-api:" is not an action like "execute-api:Invoke"',
    ],
    [
      "a resource that is a number",
      { ...allow, Resource: 7 },
      "identity",
      "statement 0, Resource: 7 is not a text",
    ],
    [
      "a condition that is text",
      { ...allow, Condition: "x" },
      "identity",
      'statement 0, Condition: expected an object, found "x"',
    ],
    [
      "a condition's keys in a list",
      { ...allow, Condition: { Bool: [] } },
      "identity",
      "statement 0, Condition.Bool: expected an object, found []",
    ],
    [
      "a condition's value that is null",
      { ...allow, Condition: { Bool: { "aws:a": null } } },
      "identity",
      "statement 0, Condition.Bool.aws:a: null is not a text, a number or a boolean",
    ],
    ["a statement that is null", null, "identity", "statement 0: expected an object, found null"],
    [
      "an effect that is none",
      { ...allow, Effect: "allow" },
      "identity",
      'statement 0: Effect is "allow", expected "Allow" or "Deny"',
    ],
    [
      "an unknown element",
      { ...allow, Resources: "*" },
      "identity",
      'statement 0: unknown element "Resources"',
    ],
  ])("is refused with %s, where it stands", (_, statement, place, says) => {
    expect(() => read(statement, place)).toThrow(
      expect.objectContaining({
        code: "POLICY_MALFORMED",
        message: expect.stringContaining(`api/aws_iam_policy.p, ${says}`),
      }),
    );
  });

  test.each<[unknown, string]>([
    ["{", "p: it is not JSON"],
    [null, "p: expected an object, found null"],
    [7, "p: expected an object, found 7"],
    [[], "p: expected an object, found []"],
    [{}, "p: Statement is missing"],
    [{ Version: "2012", Statement: [] }, 'p: Version is "2012", expected "2012-10-17" or "2008-10-17"'],
    [{ Statements: [] }, 'p: unknown element "Statements"'],
    [{ Statement: [allow, "x"] }, 'p, statement 1: expected an object, found "x"'],
  ])("%j is none", (policy, says) => {
    expect(() => parsePolicy(policy, "p")).toThrow(
      expect.objectContaining({ code: "POLICY_MALFORMED", message: expect.stringContaining(says) }),
    );
  });
});
