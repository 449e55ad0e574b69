import { diff } from "../../../cli/commands/diff";
import { guard } from "../../../cli/commands/guard";
import { DeployRoles } from "../../../constructs/deploy/deploy-roles";
import { captured, outputOf, removeFolders } from "../../cli/captured";
import { liveApi } from "../small-api";
import { all, type Body, only, terraformOf } from "../terraform";

/** A change of whom the deploy roles trust is reported, as any other trust is. */

const terraform = terraformOf((stack) => {
  liveApi(stack);
  new DeployRoles(stack, "deploy", {
    name: "github-shop",
    repository: "acme/shop",
    branch: "main",
    environment: "prod",
    pullRequests: "may-not",
    deploys: "shop-",
    provider: "created",
    state: {
      bucketArn: "arn:aws:s3:::states",
      keyArn: "arn:aws:kms:eu-central-1:111111111111:key/1",
      prefix: "shop",
    },
  });
});
afterAll(removeFolders);

const SUBJECT = "repo:acme/shop:environment:prod";

interface Case {
  readonly what: string;
  /** Changes the trust policy of the deploy role, or the provider. */
  readonly change: (of: { readonly role: Body; readonly provider: Body }) => void;
  readonly says: RegExp;
}
const CASES: readonly Case[] = [
  {
    what: "every repository of the owner",
    change: ({ role }) =>
      trust(role, (text) => text.replace("StringEquals", "StringLike").replace(SUBJECT, "repo:acme/*")),
    says: /aws_iam_role\.deploy\S*: assume_role_policy: .*repo:acme\/\*/,
  },
  {
    what: "every environment of the repository",
    change: ({ role }) =>
      trust(role, (text) =>
        text.replace("StringEquals", "StringLike").replace(SUBJECT, "repo:acme/shop:environment:*"),
      ),
    says: /aws_iam_role\.deploy\S*: assume_role_policy: .*environment:\*/,
  },
  {
    what: "pull requests",
    change: ({ role }) => trust(role, (text) => text.replace(SUBJECT, "repo:acme/shop:pull_request")),
    says: /aws_iam_role\.deploy\S*: assume_role_policy: .*repo:acme\/shop:pull_request/,
  },
  {
    what: "any subject",
    change: ({ role }) => trust(role, (text) => text.replace(/,"[^"]*:sub":"[^"]*"/, "")),
    says: /aws_iam_role\.deploy\S*: assume_role_policy: .*:sub/,
  },
  {
    what: "another issuer",
    change: ({ provider }) => Object.assign(provider, { url: "https://tokens.example.com" }),
    says: /aws_iam_openid_connect_provider/,
  },
  {
    what: "another audience",
    change: ({ provider }) => Object.assign(provider, { client_id_list: ["sts.amazonaws.com", "other"] }),
    says: /aws_iam_openid_connect_provider/,
  },
];

function trust(role: Body, change: (text: string) => string): void {
  role.assume_role_policy = change(role.assume_role_policy);
}

function changedBy({ change }: Case): string {
  const changed = structuredClone(terraform);
  const role = all(changed, "aws_iam_role").find(({ name }) => name === "github-shop-deploy");
  change({ role: role ?? {}, provider: only(changed, "aws_iam_openid_connect_provider") });
  expect(changed).not.toEqual(terraform);
  return outputOf(changed);
}

test.each(CASES)("$what may deploy: diff says it", async (one) => {
  const { out, status } = await captured(diff, outputOf(terraform), changedBy(one));
  expect(status).toBe(3);
  expect(out).toMatch(one.says);
});

test("guard stops it", async () => {
  const { out, status } = await captured(guard, changedBy(CASES[0] as Case), "--base", outputOf(terraform));
  expect(status).toBe(3);
  expect(out).toContain("trust-changed");
});
