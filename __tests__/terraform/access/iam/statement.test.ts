import { Context, type Keys } from "../../../../terraform/access/iam/context";
import { Arn } from "../../../../terraform/access/iam/matcher";
import { compile, dependsOnContext } from "../../../../terraform/access/iam/statement";
import type { Statement } from "../../../../terraform/model/policy";
import { ARN, allow, applies, deny } from "./applies";

describe("the actions of a statement", () => {
  const resources = ["*"];

  test.each<[Partial<Statement>, string, boolean]>([
    [{ actions: ["execute-api:Invoke"] }, "execute-api:invoke", true],
    [{ actions: ["EXECUTE-API:INV*"] }, "execute-api:invoke", true],
    [{ actions: ["s3:GetObject", "execute-api:Invoke"] }, "execute-api:invoke", true],
    [{ actions: ["s3:GetObject"] }, "execute-api:invoke", false],
    [{ actions: [] }, "execute-api:invoke", false],
    [{ notActions: ["s3:GetObject"] }, "execute-api:invoke", true],
    [{ notActions: ["execute-api:*"] }, "execute-api:invoke", false],
  ])("%j on %s: %s", (statement, action, expected) => {
    expect(applies({ effect: "Allow", conditions: [], resources, ...statement }, { action })).toBe(expected);
  });

  test("are each looked at, whatever was asked before", () => {
    const ask = compile({ ...allow, actions: ["a:b"], resources }, "2012-10-17");
    const asked = (action: string) =>
      ask({ action, resource: new Arn(ARN), principal: undefined, context: new Context([]) });
    expect(["a:b", "a:c", "a:c", "a:b", "a:b"].map(asked)).toEqual([true, false, false, true, true]);
  });
});

describe("the resources of a statement", () => {
  test.each<[string, boolean]>([
    [ARN, true],
    [`${ARN}*`, true],
    [`${ARN}/*`, false],
    [`${ARN}x`, false],
    ["arn:aws:execute-api:eu-west-1:123456789012:abc/*", true],
    ["arn:aws:execute-api:eu-west-1:123456789012:abd/*", false],
    ["arn:aws:execute-api:eu-west-1:123456789012:*", true],
    ["arn:aws:execute-api:eu-west-1:123456789012:*/GET/pets", true],
    ["arn:aws:execute-api:eu-west-1:*:abc/dev/GET/pets", true],
    ["arn:aws:execute-api:*", true],
    ["arn:aws:execute-api:eu-west-2:*", false],
    ["arn:aws:execute-api", true],
    ["arn:aws:s3", false],
    ["arn:aws:execute-api:eu-west-1:123456789012:abc/???/GET/pets", true],
    ["arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/pet?*", true],
    ["*", true],
    ["*pets", false],
    ["?*", true],
  ])("an Allow of %s covers the request: %s", (resource, expected) => {
    expect(applies({ ...allow, resources: [resource] })).toBe(expected);
    expect(applies({ ...allow, resources: ["x", resource, "y"] })).toBe(expected);
    expect(applies({ ...deny, notResources: [resource] })).toBe(!expected);
  });

  test("a variable with colons in it is one part, and completes an ARN that lacks others", () => {
    const keys = { "aws:name": "execute-api" };
    expect(applies({ ...deny, resources: ["arn:aws:${aws:name}"] }, { keys })).toBe(true);
    expect(applies({ ...deny, resources: ["arn:aws:${aws:name}"] }, { keys: { "aws:name": "s3" } })).toBe(
      false,
    );
  });

  test("that are no ARN are not completed", () => {
    expect(applies({ ...deny, resources: ["*pets"] })).toBe(true);
    expect(applies({ ...deny, resources: ["*toys"] })).toBe(false);
  });

  test("a Deny covers no ARN that neither reading of its wildcard fits", () => {
    const texts = ["arn:aws:execute-api:*:123456789012:abc/dev/GET/toys"];
    expect(applies({ ...deny, resources: texts })).toBe(false);
    expect(applies({ ...allow, notResources: texts })).toBe(true);
    const filled = ["arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/${aws:name}"];
    expect(applies({ ...deny, resources: filled }, { keys: { "aws:name": "toys" } })).toBe(false);
    expect(applies({ ...allow, notResources: filled }, { keys: { "aws:name": "toys" } })).toBe(true);
  });

  test("where the two readings of a wildcard differ, an Allow needs both and a Deny either", () => {
    const texts = ["arn:aws:execute-api:eu-west-1:*:abc/dev/GET/pets"];
    // As one text it fits, part by part it does not.
    const resource = "arn:aws:execute-api:eu-west-1:123456789012:x:abc/dev/GET/pets";
    expect(applies({ ...allow, resources: texts }, { resource })).toBe(false);
    expect(applies({ ...deny, resources: texts }, { resource })).toBe(true);
    expect(applies({ ...allow, notResources: texts }, { resource })).toBe(false);
    expect(applies({ ...deny, notResources: texts }, { resource })).toBe(true);
    const filled = ["arn:aws:execute-api:eu-west-1:*:abc/dev/GET/${aws:name}"];
    const keys = { "aws:name": "pets" };
    expect(applies({ ...allow, resources: filled }, { resource, keys })).toBe(false);
    expect(applies({ ...deny, resources: filled }, { resource, keys })).toBe(true);
  });

  test("of a resource policy that lack parts of an ARN are not completed: a Deny covers, an Allow does not", () => {
    const statement = { resources: ["arn:aws:execute-api"], principals: { "*": ["*"] } };
    expect(applies({ ...allow, ...statement })).toBe(false);
    expect(applies({ ...deny, ...statement })).toBe(true);
    expect(applies({ ...deny, ...statement, resources: ["arn:aws:s3"] })).toBe(false);
  });

  test.each(["${aws:name}", "eu-${aws:name}", "*${aws:name}"])(
    "with the variable in a part before the last, such as %s, are not documented: an Allow covers nothing",
    (region) => {
      const resources = [`arn:aws:execute-api:${region}:123456789012:abc/dev/GET/pets`];
      const keys = { "aws:name": region === "eu-${aws:name}" ? "west-1" : "eu-west-1" };
      expect(applies({ ...allow, resources }, { keys })).toBe(false);
      expect(applies({ ...deny, resources }, { keys })).toBe(true);
    },
  );

  test("of a request without one are none, but for a trust policy, which names none", () => {
    expect(applies({ ...allow, resources: ["*"] }, { resource: null })).toBe(false);
    expect(applies({ ...allow, notResources: ["x"] }, { resource: null })).toBe(false);
    expect(applies(allow, { resource: null })).toBe(true);
  });

  test.each<[string, Keys, boolean | undefined, boolean | undefined]>([
    ["abc/dev/GET/${aws:name}", { "aws:name": "pets" }, true, false],
    ["abc/dev/GET/${aws:name}", { "aws:name": "toys" }, false, true],
    ["abc/dev/GET/${aws:name}", { "aws:name": "*" }, false, true],
    ["abc/*/${aws:name}", { "aws:name": "pets" }, true, false],
    ["abc/dev/GET/${aws:name}", {}, false, undefined],
    ["abc/dev/GET/${aws:name}", { "aws:name": ["pets", "toys"] }, undefined, undefined],
  ])("with a variable, %s under %j: Allow %s, left out by Deny %s", (rest, keys, allowed, left) => {
    const resource = `arn:aws:execute-api:eu-west-1:123456789012:${rest}`;
    expect(applies({ ...allow, resources: [resource] }, { keys })).toBe(allowed);
    expect(applies({ ...allow, resources: ["x", resource] }, { keys })).toBe(allowed);
    expect(applies({ ...allow, resources: [ARN, resource] }, { keys })).toBe(true);
    expect(applies({ ...deny, notResources: [resource] }, { keys })).toBe(left);
    expect(applies({ ...deny, notResources: [ARN, resource] }, { keys })).toBe(false);
  });

  test("with a variable whose value is not known yet, are not known", () => {
    const resource = "arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/${aws:name}";
    for (const statement of [
      { ...allow, resources: [resource] },
      { ...deny, notResources: [resource] },
    ])
      expect(applies(statement, { open: true })).toBeUndefined();
  });

  test("with a variable do not cover the text of the variable itself", () => {
    const resource = "arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/${aws:name}";
    const asked = { keys: { "aws:name": "pets" }, resource };
    expect(applies({ ...allow, resources: [resource] }, asked)).toBe(false);
    expect(applies({ ...deny, notResources: [resource] }, asked)).toBe(true);
  });

  test("under the older version are literal text", () => {
    const resources = ["arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/${aws:name}"];
    const asked = { keys: { "aws:name": "pets" }, version: "2008-10-17" };
    expect(applies({ ...allow, resources }, asked)).toBe(false);
    expect(applies({ ...allow, resources }, { ...asked, resource: resources[0] as string })).toBe(true);
  });
});

describe("the conditions of a statement", () => {
  const is = (operator: string, value: string) => ({ operator, key: "aws:name", values: [value] });
  const keys = { "aws:name": "bob" };

  test.each<[string, Statement["conditions"], boolean | undefined]>([
    ["none", [], true],
    ["one that holds", [is("StringEquals", "bob")], true],
    ["one that does not", [is("StringEquals", "eve")], false],
    ["one that cannot be read", [is("Odd", "bob")], undefined],
    ["one that holds and one that does not", [is("StringEquals", "bob"), is("StringEquals", "eve")], false],
    ["one that cannot be read and one that does not", [is("Odd", "x"), is("StringEquals", "eve")], false],
    ["one that cannot be read and one that holds", [is("Odd", "x"), is("StringEquals", "bob")], undefined],
  ])("%s", (_, conditions, expected) => {
    expect(applies({ ...allow, resources: ["*"], conditions }, { keys })).toBe(expected);
    expect(applies({ ...allow, resources: ["x"], conditions }, { keys })).toBe(false);
    expect(applies({ ...allow, actions: ["a:b"], resources: ["*"], conditions }, { keys })).toBe(false);
  });

  test.each<[string, Partial<Statement>, string, boolean]>([
    ["none", { resources: ["*"] }, "2012-10-17", false],
    ["a condition", { resources: ["*"], conditions: [is("Null", "true")] }, "2012-10-17", true],
    ["a variable", { resources: ["x", "${aws:name}"] }, "2012-10-17", true],
    ["a variable that is left out", { notResources: ["${aws:name}"] }, "2012-10-17", true],
    ["no variable under the older version", { resources: ["${aws:name}"] }, "2008-10-17", false],
    ["no resource", {}, "2012-10-17", false],
  ])("have a say in it: %s", (_, statement, version, expected) => {
    expect(dependsOnContext({ ...allow, ...statement }, version)).toBe(expected);
  });
});
