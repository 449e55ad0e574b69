import { closing, invokeStatements } from "../../contract/authorizer-policy";

const stage = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/";
const reader = { allow: ["GET/pets", "GET/pets/*"], deny: ["GET/pets/own"] };
const owner = { allow: ["GET/pets/own"], deny: [] };

test("a Deny closes both forms of a path, with and without a slash at its end", () => {
  expect(invokeStatements([reader], stage)).toEqual([
    { effect: "Allow", resources: [`${stage}GET/pets`, `${stage}GET/pets/*`] },
    { effect: "Deny", resources: [`${stage}GET/pets/own`, `${stage}GET/pets/own/`] },
  ]);
});

test("what one role opens, no other role's deny closes, in either form", () => {
  expect(invokeStatements([reader, owner], stage)).toEqual([
    { effect: "Allow", resources: [...reader.allow, ...owner.allow].map((entry) => stage + entry) },
  ]);
  const slashed = { allow: ["GET/pets/*"], deny: ["GET/pets/own/"] };
  expect(invokeStatements([slashed, owner], stage).map(({ effect }) => effect)).toEqual(["Allow"]);
});

test.each([[[]], [[{ allow: [], deny: ["GET/pets"] }]]])(
  "roles that open nothing are denied the whole stage: %j",
  (methods) => {
    expect(invokeStatements(methods, stage)).toEqual([{ effect: "Deny", resources: [`${stage}*`] }]);
  },
);

test("a pattern that ends in a wildcard or a slash has one form", () => {
  expect(closing(["GET/pets/*", "GET/pets/", "GET/pets"])).toEqual([
    "GET/pets/*",
    "GET/pets/",
    "GET/pets",
    "GET/pets/",
  ]);
});
