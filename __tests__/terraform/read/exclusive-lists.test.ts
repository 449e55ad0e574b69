import type { Resources } from "../build/people";
import { allow, cell, deny, policy, shop } from "../build/shop";

const iam = { authorization: "AWS_IAM" };
const ofUser = "${aws_iam_role.user.name}";

/** The role `user` has an Allow in the inline policy `p`, and a Deny in an attached policy. */
const grants: Resources = {
  ...policy(allow("GET/pets")),
  aws_iam_policy: {
    deny: {
      name: "deny",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [deny("GET/pets")] }),
    },
  },
  aws_iam_role_policy_attachment: { deny: { role: ofUser, policy_arn: "${aws_iam_policy.deny.arn}" } },
};
const attachments = (policy_arns: readonly string[]): Resources => ({
  aws_iam_role_policy_attachments_exclusive: { user: { role_name: ofUser, policy_arns } },
});
const inline = (policy_names: unknown): Resources => ({
  aws_iam_role_policies_exclusive: { user: { role_name: ofUser, policy_names } },
});

const exclusively = (policy_arn: string, roles: readonly string[]): Resources => ({
  aws_iam_policy_attachment: { x: { name: "x", policy_arn, roles } },
});

/** What an exclusive list does to the policies of a role. */
const cases: readonly (readonly [name: string, resources: Resources, decision: string, reason: string])[] = [
  ["without a list", {}, "deny", "aws_iam_policy.deny denies"],
  ["a list that names the Deny", attachments(["${aws_iam_policy.deny.arn}"]), "deny", "denies"],
  [
    "a list that does not name the Deny",
    attachments([]),
    "unknown",
    "shop/aws_iam_role_policy_attachments_exclusive.user removes the policies that it does not name, and this is one",
  ],
  ["a list that names the inline Allow", inline(["p"]), "deny", "denies"],
  [
    "a list of names that is not known",
    inline("${terraform_data.x.output}"),
    "deny",
    "statement 0 of shop/aws_iam_policy.deny",
  ],
  [
    "an attachment of the Deny to others",
    exclusively("${aws_iam_policy.deny.arn}", ["other"]),
    "unknown",
    "shop/aws_iam_policy_attachment.x takes its policy from every role that it does not name",
  ],
  [
    "an attachment of the Deny to this role",
    exclusively("${aws_iam_policy.deny.arn}", [ofUser]),
    "deny",
    "denies",
  ],
  [
    "an attachment of another policy",
    exclusively("arn:aws:iam::aws:policy/ReadOnlyAccess", ["other"]),
    "deny",
    "denies",
  ],
  [
    "an attachment of what may be the Deny",
    exclusively("${terraform_data.x.output}", ["other"]),
    "unknown",
    "shop/aws_iam_policy_attachment.x takes its policy",
  ],
];

test.each(cases)("%s", (_, resources, decision, reason) => {
  const model = shop({ "GET /pets": iam }, { ...grants, terraform_data: { x: {} }, ...resources });
  const found = cell(model, "GET /pets", "group:user");
  expect(found.decision).toBe(decision);
  expect(found.reason).toContain(reason);
});

test("an Allow that a list does not name may be gone", () => {
  const found = (names: unknown) =>
    cell(
      shop(
        { "GET /pets": iam },
        { ...policy(allow("GET/pets")), terraform_data: { x: {} }, ...inline(names) },
      ),
      "GET /pets",
      "group:user",
    ).decision;
  expect(["p", "other"].map((name) => found([name]))).toEqual(["allow", "unknown"]);
  expect(found("${terraform_data.x.output}")).toBe("unknown");
});

test("a list attaches policies to a principal that is made elsewhere", () => {
  const list = (kind: string) => ({
    [`aws_iam_${kind}_policy_attachments_exclusive`]: {
      ci: {
        [`${kind}_name`]: "ci",
        policy_arns: ["arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess"],
      },
    },
  });
  for (const kind of ["role", "user", "group"])
    expect(cell(shop({ "GET /pets": iam }, list(kind)), "GET /pets", "iam:ci").decision).toBe("unknown");
});
