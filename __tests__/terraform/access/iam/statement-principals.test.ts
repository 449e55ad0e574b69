import type { Principal } from "../../../../terraform/access/iam/principal";
import { namesPrincipals } from "../../../../terraform/access/iam/statement";
import { unknownText } from "../../../../terraform/access/iam/variables";
import type { Statement } from "../../../../terraform/model/policy";
import { ARN, allow, applies, deny } from "./applies";

describe("the principals of a statement", () => {
  const role: Principal = { type: "AWS", value: "arn:aws:iam::123456789012:role/shop" };
  const other = "arn:aws:iam::123456789012:role/other";
  const service: Principal = { type: "Service", value: "lambda.amazonaws.com" };

  test.each<[Statement["principals"], Principal | undefined, boolean]>([
    [{ "*": ["*"] }, role, true],
    [{ "*": ["*"] }, undefined, true],
    [{ AWS: ["*"] }, role, true],
    [{ AWS: ["*"] }, undefined, true],
    [{ AWS: ["*"] }, service, false],
    [{ AWS: [role.value] }, role, true],
    [{ AWS: [other, role.value] }, role, true],
    [{ AWS: [other] }, role, false],
    [{ AWS: [role.value] }, undefined, false],
    [{ AWS: ["123456789012"] }, role, true],
    [{ Service: [role.value] }, role, false],
    [{ Service: ["lambda.amazonaws.com"] }, service, true],
    [{ Service: ["*"] }, undefined, false],
    [{ AWS: [other], Service: ["lambda.amazonaws.com"] }, service, true],
    [{}, role, false],
    [{}, undefined, false],
  ])("%j and %j: %s", (principals, principal, expected) => {
    const asked = principal ? { principal } : {};
    expect(applies({ ...allow, resources: ["*"], principals: principals ?? {} }, asked)).toBe(expected);
    expect(applies({ ...deny, resources: ["*"], principals: principals ?? {} }, asked)).toBe(expected);
    if (principal)
      expect(applies({ ...deny, resources: ["*"], notPrincipals: principals ?? {} }, asked)).toBe(!expected);
  });

  test("NotPrincipal applies a Deny to a request without a principal, and no Allow", () => {
    expect(applies({ ...deny, resources: ["*"], notPrincipals: { AWS: ["*"] } })).toBe(true);
    expect(applies({ ...allow, resources: ["*"], notPrincipals: { AWS: [other] } })).toBe(false);
  });

  test("that do not name the caller decide before a condition that cannot be read", () => {
    const conditions = [{ operator: "Odd", key: "aws:name", values: ["x"] }];
    const named = { principals: { AWS: [other] }, resources: ["*"], conditions };
    expect(applies({ ...allow, ...named }, { principal: role })).toBe(false);
    expect(applies({ ...deny, ...named }, { principal: role })).toBe(false);
  });

  test("are all principals where a statement names none", () => {
    expect(applies({ ...allow, resources: ["*"] }, { principal: role })).toBe(true);
    expect(applies({ ...allow, resources: ["*"] })).toBe(true);
  });
});

test.each<[Partial<Statement>, boolean]>([
  [{}, false],
  [{ principals: { AWS: ["*"] } }, false],
  [{ principals: { Service: ["lambda.amazonaws.com"] } }, false],
  [{ principals: { AWS: ["*", "123456789012"] } }, true],
  [{ notPrincipals: { AWS: ["123456789012"] } }, true],
  [{ principals: { "*": ["*"] }, notPrincipals: { AWS: ["*"] } }, false],
])("%j names principals: %s", (named, expected) => {
  expect(namesPrincipals({ ...allow, ...named })).toBe(expected);
});

test.each<[string, Partial<Statement>, boolean | undefined]>([
  ["may name it", { principals: { AWS: ["arn:aws:iam::123456789012:role/shop"] } }, undefined],
  ["may exclude it", { notPrincipals: { AWS: ["arn:aws:iam::123456789012:role/shop"] } }, undefined],
  ["names no role of its account", { principals: { AWS: ["arn:aws:iam::210987654321:role/shop"] } }, false],
])("a statement asked about a role whose name is not known %s", (_, named, expected) => {
  const value = "arn:aws:iam::123456789012:role/(name)";
  const principal: Principal = { type: "AWS", value, unnamed: { account: "123456789012" } };
  expect(applies({ ...allow, ...named, resources: ["*"] }, { principal })).toBe(expected);
  expect(applies({ ...allow, ...named, resources: ["*:other"] }, { principal })).toBe(false);
});

test.each<[string, boolean | undefined]>([
  [ARN.replace("abc", unknownText("the id")), undefined],
  [ARN.replace("abc", unknownText("the id")).replace("pets", "orders"), false],
])("a statement for the resource %s: %s", (resource, expected) => {
  expect(applies({ ...allow, resources: [resource] })).toBe(expected);
  expect(applies({ ...deny, notResources: [resource] })).toBe(expected === undefined ? undefined : true);
});
