import { names } from "../../../../terraform/access/iam/principal";

const account = ["123456789012", "arn:aws:iam::123456789012:root"];

test.each([
  ["a user", "arn:aws:iam::123456789012:user/bob", [...account]],
  [
    "a session",
    "arn:aws:sts::123456789012:assumed-role/shop/bob",
    [...account, "arn:aws:iam::123456789012:role/shop"],
  ],
  [
    "another partition",
    "arn:aws-cn:iam::123456789012:user/bob",
    ["123456789012", "arn:aws-cn:iam::123456789012:root"],
  ],
  [
    "a user whose path looks like a session",
    "arn:aws:iam::123456789012:user/assumed-role/shop/bob",
    [...account],
  ],
  ["a session without a name", "arn:aws:sts::123456789012:assumed-role/shop", [...account]],
  ["an ARN without an account", "arn:aws:iam:::user/bob", []],
  ["no ARN", "bob", []],
  ["an ARN that ends with its account", "arn:aws:iam::123456789012", [...account]],
])("the names of %s", (_, value, others) => {
  expect(names({ type: "AWS", value })).toEqual([value, ...others]);
  expect(names({ type: "Federated", value })).toEqual([value]);
});

test("a principal that the account's name does not stand for", () => {
  const value = "arn:aws:sts::123456789012:assumed-role/shop/bob";
  expect(names({ type: "AWS", value, withoutAccount: true })).toEqual([
    value,
    "arn:aws:iam::123456789012:role/shop",
  ]);
});
