import { errorsOf, expectedIn } from "../compile/compile";

/** An insecure choice must be written out: without the property that makes it, the properties do not compile. */

const REQUIRED: readonly (readonly [type: string, file: string, property: string])[] = [
  ["SecuredApiProps", "constructs/api/secured-api-props", "requests"],
  ["SecuredApiProps", "constructs/api/secured-api-props", "answers"],
  ["StageProtection", "constructs/api/stage/stage", "webAcl"],
  ["StageProtection", "constructs/api/stage/stage", "accessLog"],
  ["StageProtection", "constructs/api/stage/stage", "executionLog"],
  ["LogGroupProps", "constructs/observe/log-group", "key"],
  ["WebAclProps", "constructs/edge/web-acl", "log"],
  ["LockedBucketProps", "constructs/state/locked-bucket", "key"],
  ["LockedBucketProps", "constructs/state/locked-bucket", "accessLog"],
  ["UserPoolClientProps", "constructs/identity/user-pool-client", "signIn"],
  ["UserPoolProps", "constructs/identity/user-pool", "selfSignUp"],
  ["Environment", "stacks/environments", "firewall"],
  ['Environment["userPool"]', "stacks/environments", "selfSignUp"],
];

const cases = REQUIRED.map(([type, file, property]) => {
  const name = type.replace(/\W.*/, "");
  const text = `import type { ${name} } from "../${file}";
export const complete: ${type} = {} as ${type};
export const /*TS2741: Property '${property}' is missing*/ props: ${type} = {} as Omit<${type}, "${property}">;
`;
  return { type, property, file: `constructs/${type.replace(/\W+/g, "-")} ${property}.ts`, text };
});
const errors = errorsOf(Object.fromEntries(cases.map(({ file, text }) => [file, text])));

test("no other file has an error", () => {
  expect(Object.keys(errors).sort()).toEqual(cases.map(({ file }) => file).sort());
});

test.each(cases)("$type without $property does not compile", ({ file, text }) => {
  expect(expectedIn(text)).toHaveLength(1);
  expect(errors[file]).toEqual(expectedIn(text));
});
