import { readTerraform } from "../../../../terraform/read";
import { type Document, named, plan, TRUST } from "../../build/plan";

const read = (document: Document, side?: "before" | "after") =>
  readTerraform({ kind: "plan", document, ...(side && { side }) });

describe("a plan that changes a role", () => {
  const role = {
    name: "user",
    id: "user",
    arn: "arn:aws:iam::111122223333:role/user",
    assume_role_policy: TRUST,
  };
  const allow = (resource: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: resource }],
    });

  test("does not keep the old text of a policy that the role repeats", () => {
    const document = plan(
      [
        {
          address: "aws_iam_role.user",
          actions: ["no-op"],
          values: { ...role, inline_policy: [{ name: "p", policy: allow("arn:aws:a:b:c:d:wide") }] },
        },
        {
          address: "aws_iam_role_policy.p",
          actions: ["update"],
          before: { name: "p", role: "user", policy: allow("arn:aws:a:b:c:d:wide") },
          values: { name: "p", role: "user", policy: allow("arn:aws:a:b:c:d:narrow") },
        },
      ],
      { "aws_iam_role.user": { name: {} }, "aws_iam_role_policy.p": { policy: {} } },
    );
    expect(JSON.stringify(read(document).roles[0]?.policies)).not.toContain("wide");
  });

  test("does not keep an attachment that is removed", () => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const document = plan(
      [{ address: "aws_iam_role.user", actions: ["no-op"], values: { ...role, managed_policy_arns: [arn] } }],
      { "aws_iam_role.user": { name: {} } },
    );
    document.resource_changes.push({
      ...named("aws_iam_role_policy_attachment.gone"),
      change: {
        actions: ["delete"],
        before: { role: "user", policy_arn: arn },
        after: null,
        after_unknown: {},
      },
    });
    expect(read(document).roles[0]?.policies).toEqual([]);
  });

  test("keeps what was attached beside Terraform", () => {
    const document = plan(
      [
        {
          address: "aws_iam_role.user",
          actions: ["no-op"],
          values: { ...role, managed_policy_arns: ["arn:aws:iam::111122223333:policy/by-hand"] },
        },
      ],
      { "aws_iam_role.user": { name: {} } },
    );
    expect(read(document).roles[0]?.policies).toMatchObject([{ document: { unknown: expect.any(String) } }]);
  });

  test("takes the account from its ARNs", () => {
    const document = plan([{ address: "aws_iam_role.user", actions: ["no-op"], values: role }], {});
    expect(read(document).accountId).toBe("111122223333");
  });
});

describe("what a plan forgets and does not destroy", () => {
  const forgetting = (...planned: Parameters<typeof plan>[0]) => {
    const document = plan(planned, {});
    document.resource_changes.push({
      ...named("aws_iam_user.gone"),
      change: { actions: ["forget"], before: { id: "gone", name: "gone", arn: "arn:gone" }, after: null },
    });
    return document;
  };

  test("stays in the cloud as it was", () => {
    expect(read(forgetting()).users?.map(({ address, arn }) => [address, arn])).toEqual([
      ["aws_iam_user.gone", "arn:gone"],
    ]);
  });

  test("is there once, where it has another address from now on", () => {
    const moved = {
      address: "aws_iam_user.moved",
      actions: ["no-op"],
      values: { id: "gone", name: "gone", arn: "arn:gone" },
    };
    expect(read(forgetting(moved)).users?.map(({ address }) => address)).toEqual(["aws_iam_user.moved"]);
  });
});
