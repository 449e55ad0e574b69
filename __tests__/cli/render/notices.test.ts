import { groupedNotices, withSubject } from "../../../cli/render/notices";

const shown = (message: string, ...addresses: readonly string[]) =>
  groupedNotices(
    addresses.map((address) => ({ address, message })),
    new Map(),
  ).map((notice) => withSubject(notice).message);

const cases: readonly [what: string, message: string, addresses: readonly string[], expected: string][] = [
  ["a sentence with its subject", "anyone may sign up", ["aws_cognito_user_pool.a"], "anyone may sign up"],
  ["one resource", "it is open", ["aws_iam_role.a"], "aws_iam_role: it is open"],
  [
    "instances in modules",
    "its code",
    ['module.m["x.y"].aws_iam_role.a["b.c"]', "r/aws_iam_role.b[0]"],
    "aws_iam_role: its code",
  ],
  ["resources of other types", "it is open", ["aws_iam_role.a", "aws_iam_user.a"], "it is open"],
  ["a file", "it does not parse", ["modules/a_b/main.tf"], "modules/a_b/main.tf: it does not parse"],
  ["a variable", "it is given", ["var.some_name"], "var.some_name: it is given"],
];

test.each(cases)("the subject of %s", (_, message, addresses, expected) => {
  expect(shown(message, ...addresses)).toEqual([expected]);
});
