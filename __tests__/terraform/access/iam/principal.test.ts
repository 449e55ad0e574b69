import {
  accountIn,
  iamPrincipal,
  mayBe,
  names,
  type Principal,
} from "../../../../terraform/access/iam/principal";

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

const HOME = "123456789012";
const OTHER = "210987654321";

describe("the principal of a role or user", () => {
  const home = { accountId: HOME };
  const shop = `arn:aws:iam::${HOME}:role/shop`;

  test.each<[string, string, Parameters<typeof iamPrincipal>[1], Omit<Principal, "type" | "value">]>([
    ["of a known name", shop, home, {}],
    ["of a name in part", `arn:aws:iam::${HOME}:role/(name)`, home, { unnamed: { account: HOME } }],
    ["of no ARN", "(an ARN)", home, { unnamed: { account: HOME } }],
    ["of another account", `arn:aws:iam::${OTHER}:role/(name)`, home, { unnamed: { account: OTHER } }],
    ["of a told account", shop, { ...home, isAccountTold: true }, {}],
    ["of an account that is not told", shop, { ...home, isAccountTold: false }, { untold: true }],
    ["of another account, the own not told", shop, { accountId: OTHER, isAccountTold: false }, {}],
  ])("%s", (_, arn, its, expected) => {
    expect(iamPrincipal(arn, its)).toEqual({ type: "AWS", value: arn, ...expected });
  });

  test("of an unknown name goes by its account", () => {
    const unnamed = iamPrincipal("(an ARN)", home);
    expect(names(unnamed)).toEqual(["(an ARN)", HOME, `arn:aws:iam::${HOME}:root`]);
    expect(names({ ...unnamed, withoutAccount: true })).toEqual(["(an ARN)"]);
  });

  test.each([
    [shop, HOME],
    ["arn:aws:s3:::bucket", undefined],
    ["no ARN", undefined],
  ])("the account of %s is %s", (arn, account) => {
    expect(accountIn(arn)).toBe(account);
  });
});

describe("a text of a policy may name", () => {
  const role = (name: string, account = HOME) => `arn:aws:iam::${account}:role/${name}`;
  const session = (name: string, account = HOME) => `arn:aws:sts::${account}:assumed-role/${name}/bob`;
  const known: Principal = { type: "AWS", value: role("shop") };
  const unnamed: Principal = { type: "AWS", value: role("(name)"), unnamed: { account: HOME } };
  const untold: Principal = { ...known, untold: true };
  const nameless: Principal = { type: "AWS", value: "(an ARN)", unnamed: { account: HOME } };

  test.each<[string, Principal, string, boolean]>([
    ["a role, by its session", known, session("shop"), true],
    ["a role, by another's session", known, session("else"), false],
    ["a role, by the session of a role whose name ends alike", known, session("hop"), false],
    ["a role, by a session of another account", known, session("shop", OTHER), false],
    ["a role, by what is no session", known, `${role("x")}:sts:${session("shop")}`, false],
    ["a role, by a session of a role of another partition's name", known, session("s"), false],
    ["a role in a folder, by its session", { ...known, value: role("a/shop") }, session("shop"), true],
    ["a role of another partition", known, session("shop").replace("aws", "aws-cn"), true],
    [
      "a user, by a session of its name",
      { ...known, value: `arn:aws:iam::${HOME}:user/shop` },
      session("shop"),
      false,
    ],
    ["a role, by another role", known, role("else"), false],
    ["a role, by its account's number, which names it", known, HOME, false],
    ["a role, by its account's root, which names it", known, `arn:aws:iam::${HOME}:root`, false],
    ["a role, by its own name, which names it", known, role("shop"), false],
    ["a role, by what is no ARN", known, "shop", false],
    ["a service", { ...unnamed, type: "Service" }, role("shop"), false],
    ["a role of an unknown name, by a role of its account", unnamed, role("shop"), true],
    ["a role of an unknown name, by a session of its account", unnamed, session("shop"), true],
    ["a role of an unknown name, by a role of another account", unnamed, role("shop", OTHER), false],
    ["a role of an unknown name, by its account's number", unnamed, HOME, false],
    ["a role of an unknown name, by what has 13 digits", unnamed, `${HOME}3`, false],
    ["a principal of an unknown ARN, by a role of its account", nameless, role("shop"), true],
    ["a principal of an unknown ARN, by a role of another account", nameless, role("shop", OTHER), false],
    ["a role of an account that is not told, by its name elsewhere", untold, role("shop", OTHER), true],
    ["a role of an account that is not told, by another name elsewhere", untold, role("else", OTHER), false],
    ["a role of an account that is not told, by another account", untold, OTHER, true],
    [
      "a role of an account that is not told, by a root elsewhere",
      untold,
      `arn:aws:iam::${OTHER}:root`,
      true,
    ],
    ["a role of an account that is not told, by its own stand-in", untold, HOME, false],
    ["such a role, by a text of 13 digits that begins with an account", untold, `${OTHER}3`, false],
    ["such a role, by a text of 13 digits that ends with an account", untold, `3${OTHER}`, false],
    ["such a role, by a root without an account", untold, "arn:aws:iam:::root", false],
    ["such a role, by what has its colons elsewhere", untold, `arn:aws:ia:m:${OTHER}:role/shop`, false],
    ["such a role without its account", { ...untold, withoutAccount: true }, OTHER, false],
    ["such a role itself", { ...untold, itself: true }, OTHER, false],
    ["such a role, by its session elsewhere", untold, session("shop", OTHER), true],
  ])("%s", (_, principal, text, expected) => {
    expect(mayBe(text, principal)).toBe(expected);
  });
});
