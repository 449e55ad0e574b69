import { questionOf } from "../../../../terraform/access/decide/question";
import {
  admittedByPolicy,
  refusedBeforeAuthorizer,
} from "../../../../terraform/access/decide/resource-policy";
import { parsePolicy } from "../../../../terraform/access/iam/parse";

const everybody = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*", Principal: "*" };

/** A request to an API whose resource policy has these statements, or that has none. */
function request(...statements: readonly object[]) {
  const text = { Version: "2012-10-17", Statement: statements };
  const policy = {
    address: "resource",
    name: "resource",
    document: parsePolicy(text, "resource", "resource"),
  };
  return {
    api: {
      address: "api",
      executionArn: "arn:aws:execute-api:us-east-1:111111111111:abc",
      ...(statements.length > 0 && { policy }),
    } as never,
    stage: { name: "v1" } as never,
    match: { method: { address: "m" } as never, pathParameters: {} },
    verb: "GET",
    path: "/pets",
  };
}

describe("before a Lambda authorizer is asked", () => {
  test("a Deny of the resource policy ends the call", () => {
    expect(refusedBeforeAuthorizer(request(everybody, { ...everybody, Effect: "Deny" }))).toMatchObject({
      outcome: "deny",
      explicit: true,
      source: { address: "resource", statement: 1 },
    });
  });

  test("a resource policy that names accounts ends every call", () => {
    expect(
      refusedBeforeAuthorizer(request(everybody, { ...everybody, Principal: { AWS: "111111111111" } })),
    ).toMatchObject({ outcome: "deny", source: { address: "resource" } });
  });

  test.each([
    ["no resource policy", []],
    ["an Allow", [everybody]],
    ["silence", [{ ...everybody, Resource: "arn:aws:s3:::x" }]],
  ])("%s does not", (_, statements) => {
    expect(refusedBeforeAuthorizer(request(...statements))).toBeUndefined();
  });
});

describe("who is admitted without a signature", () => {
  const admitted = { outcome: "allow", reason: "the lock is open" } as const;

  test("stays admitted, by the method where nothing else is named, under an Allow", () => {
    expect(admittedByPolicy(questionOf(request(everybody)), admitted)).toEqual({
      ...admitted,
      source: { address: "m" },
    });
    expect(admittedByPolicy(questionOf(request()), admitted)).toBe(admitted);
  });

  test("is refused where the resource policy is silent", () => {
    const silent = { ...everybody, Resource: "arn:aws:s3:::x" };
    const arn = "arn:aws:execute-api:us-east-1:111111111111:abc/v1/GET/pets";
    expect(admittedByPolicy(questionOf(request(silent)), admitted)).toMatchObject({
      outcome: "deny",
      reason: `No policy of resource allows ${arn}`,
    });
    const { api, ...asked } = request();
    const document = parsePolicy({ Version: "2012-10-17", Statement: [silent] }, "p", "resource");
    const url = { ...(api as object), permissions: [{ address: "p", name: "p", document }] } as never;
    expect(admittedByPolicy(questionOf({ ...asked, api: url }), admitted)).toMatchObject({
      outcome: "deny",
      reason: `No policy of api allows ${arn}`,
    });
  });
});
