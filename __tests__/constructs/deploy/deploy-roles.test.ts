import { DeployRoles, type DeployRolesProps } from "../../../constructs/deploy/deploy-roles";
import { evaluate, parsePolicy } from "../../../terraform/access/iam";
import { all, type Body, only, refusal, statements, terraformOf } from "../terraform";

/** The roles of GitHub's workflows: whom they trust, and what they may do. */

const PROPS: DeployRolesProps = {
  name: "github-shop",
  repository: "acme/shop",
  branch: "main",
  environment: "prod",
  pullRequests: "may-plan",
  deploys: "shop-",
  provider: "created",
  state: {
    bucketArn: "arn:aws:s3:::states",
    keyArn: "arn:aws:kms:eu-central-1:111111111111:key/1",
    prefix: "shop",
  },
};
const made = (change: Partial<DeployRolesProps> = {}) =>
  terraformOf((stack) => new DeployRoles(stack, "deploy", { ...PROPS, ...change }));
const terraform = made();

const roles = new Map(all(terraform, "aws_iam_role").map((role) => [String(role.name), role]));
const trusted = (role: Body | undefined) =>
  statements(role?.assume_role_policy).map(({ Condition, Effect, Principal }) => ({
    Condition,
    Effect,
    Principal,
  }));

test("each role trusts one subject, whole, and tokens for AWS alone", () => {
  const trust = (sub: string) => [
    {
      Effect: "Allow",
      Principal: { Federated: expect.stringMatching(/^\$\{aws_iam_openid_connect_provider\.\w+\.arn\}$/) },
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": sub,
        },
      },
    },
  ];
  expect(Object.fromEntries([...roles].map(([name, role]) => [name, trusted(role)]))).toEqual({
    "github-shop-plan": trust("repo:acme/shop:ref:refs/heads/main"),
    "github-shop-deploy": trust("repo:acme/shop:environment:prod"),
    "github-shop-review": trust("repo:acme/shop:pull_request"),
  });
  expect(JSON.stringify([...roles.values()].map((role) => role.assume_role_policy))).not.toMatch(
    /\*|StringLike/,
  );
});

test("the issuer is GitHub, and the audience AWS", () => {
  expect(only(terraform, "aws_iam_openid_connect_provider")).toMatchObject({
    url: "https://token.actions.githubusercontent.com",
    client_id_list: ["sts.amazonaws.com"],
  });
  const arn = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
  const other = made({ provider: { arn } });
  expect(all(other, "aws_iam_openid_connect_provider")).toEqual([]);
  expect(trusted(all(other, "aws_iam_role")[0])).toMatchObject([{ Principal: { Federated: arn } }]);
});

test("subjects with ids are trusted as they are, and pull requests have a role only where they may", () => {
  const immutable = made({ repository: "acme@12/shop@34", pullRequests: "may-not" });
  expect(all(immutable, "aws_iam_role").map((role) => trusted(role)[0]?.Condition.StringEquals)).toEqual([
    expect.objectContaining({
      "token.actions.githubusercontent.com:sub": "repo:acme@12/shop@34:ref:refs/heads/main",
    }),
    expect.objectContaining({
      "token.actions.githubusercontent.com:sub": "repo:acme@12/shop@34:environment:prod",
    }),
  ]);
});

/** The statements of a role's own policy. */
function policyOf(duty: string): readonly Body[] {
  const addresses = Object.entries(terraform.resource.aws_iam_role ?? {});
  const [address] = addresses.find(([, { name }]) => name === `github-shop-${duty}`) ?? [];
  const policies = all(terraform, "aws_iam_role_policy");
  return statements(policies.find(({ role }) => role === `\${aws_iam_role.${address}.name}`)?.policy);
}

/** `ACTION RESOURCE` of what a role's own policy allows, of S3 and KMS. */
function stateRightsOf(duty: string): readonly string[] {
  return policyOf(duty)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action, Resource }) => [Action].flat().map((action) => `${action} ${Resource}`))
    .filter((right) => /^(s3|kms):/.test(right))
    .map((right) => right.replace("arn:aws:s3:::", "").replace(/arn:aws:kms:\S+/, "key"))
    .sort();
}

test("a plan locks states, and writes nothing but its plan; a review writes nothing", () => {
  expect(stateRightsOf("plan")).toEqual([
    "kms:Decrypt key",
    "kms:GenerateDataKey key",
    "s3:DeleteObject states/shop/*.tflock",
    "s3:GetObject states/shop/*.tflock",
    "s3:GetObject states/shop/*.tfstate",
    "s3:ListBucket states",
    "s3:PutObject states/plans/*",
    "s3:PutObject states/shop/*.tflock",
  ]);
  expect(stateRightsOf("review")).toEqual([
    "kms:Decrypt key",
    "s3:GetObject states/shop/*.tfstate",
    "s3:ListBucket states",
  ]);
});

test("a deployment takes plans and writes states, and no plans of its own", () => {
  expect(stateRightsOf("deploy")).toEqual([
    "kms:Decrypt key",
    "kms:GenerateDataKey key",
    "s3:DeleteObject states/plans/*",
    "s3:DeleteObject states/shop/*.tflock",
    "s3:GetObject states/plans/*",
    "s3:GetObject states/shop/*.tflock",
    "s3:GetObject states/shop/*.tfstate",
    "s3:ListBucket states",
    "s3:PutObject states/shop/*.tflock",
    "s3:PutObject states/shop/*.tfstate",
  ]);
});

test("who plans reads no data of the account, but the states", () => {
  for (const duty of ["plan", "review"])
    expect(policyOf(duty).filter(({ Effect }) => Effect === "Deny")).toContainEqual(
      expect.objectContaining({ Action: expect.arrayContaining(["dynamodb:Scan", "cognito-idp:ListUsers"]) }),
    );
});

/** What the policies that AWS makes allow of S3, beside the roles' own. */
const MANAGED: Readonly<Record<string, string>> = {
  plan: '{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}',
  review: '{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}',
  deploy: '{"Effect":"Allow","Action":"s3:*","Resource":"*"}',
};

function may(duty: string, action: string, object: string): boolean {
  const own = policyOf(duty).filter(({ Resource, NotResource }) =>
    [Resource ?? NotResource].flat().every((arn) => !String(arn).includes("${")),
  );
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [...own, JSON.parse(MANAGED[duty] ?? "")],
  });
  const document = parsePolicy(policy, duty);
  const request = { action: `s3:${action}`, resource: `arn:aws:s3:::${object}`, context: {} };
  return evaluate([{ address: duty, name: duty, document }], request).outcome === "allow";
}

const KEYS: readonly [object: string, actions: string, duties: string][] = [
  ["states/shop/api-prod.tfstate", "GetObject", "plan review deploy"],
  ["states/shop/api-prod.tfstate", "PutObject", "deploy"],
  ["states/shop/api-prod.tfstate", "GetObjectVersion", "deploy"],
  ["states/shop/api-prod.tfstate", "GetObjectVersionForReplication", "deploy"],
  ["states/shop/api-prod.tfstate.tflock", "GetObject PutObject DeleteObject", "plan deploy"],
  ["states/shop-2/api-prod.tfstate", "GetObject GetObjectVersion PutObject", "deploy"],
  ["states/shop-2/api-prod.tfstate.tflock", "GetObject PutObject DeleteObject", "deploy"],
  ["states/plans/1-1/api-prod.tfplan", "GetObject GetObjectVersion GetObjectTorrent DeleteObject", "deploy"],
  ["states/plans/1-1/api-prod.tfplan", "PutObject", "plan deploy"],
  ["states/shop/notes.txt", "GetObject", "deploy"],
  ["invoices/shop/1.tfstate", "GetObject GetObjectVersion", "deploy"],
  ["states", "ListBucket", "plan review deploy"],
];
const cases = KEYS.flatMap(([object, actions, duties]) =>
  actions.split(" ").map((action) => ({ object, action, duties: duties.split(" ") })),
);

test.each(cases)("$action of $object is for $duties, beside what AWS's policies allow", (one) => {
  const allowed = Object.keys(MANAGED).filter((duty) => may(duty, one.action, one.object));
  expect(allowed).toEqual(Object.keys(MANAGED).filter((duty) => one.duties.includes(duty)));
});

test("a deployment makes roles of its own names only", () => {
  const ofRoles = policyOf("deploy").filter(({ Action }) => [Action].flat().includes("iam:PassRole"));
  expect(ofRoles.map(({ Resource }) => Resource)).toEqual([expect.stringMatching(/:role\/shop-\*$/)]);
  expect(refusal((stack) => new DeployRoles(stack, "deploy", { ...PROPS, name: "SHOP-github" }))).toEqual([
    "DEPLOY_ROLE_REACHABLE",
    expect.stringContaining('begin with "shop-", as what they deploy does'),
  ]);
});

test.each<[string, object, string]>([
  ["a wildcard for the repository", { repository: "acme/*" }, "repository is"],
  ["an owner alone", { repository: "acme" }, "expected ORG/REPO"],
  ["the id of one", { repository: "acme@12/shop" }, "the ids of both, or of neither"],
  ["more of a subject", { repository: "acme/shop:pull_request" }, "expected ORG/REPO"],
  ["a wildcard for the branch", { branch: "*" }, "expected a branch"],
  ["a wildcard for the environment", { environment: "prod*" }, "expected a GitHub environment"],
  ["no word about pull requests", { pullRequests: undefined }, "expected may-plan or may-not"],
  ["another provider", { provider: "there" }, 'expected "created"'],
  ["a prefix of states with a wildcard", { state: { ...PROPS.state, prefix: "*" } }, "prefix is"],
])("%s is refused", (_, change, message) => {
  const [code, text] = refusal(
    (stack) => new DeployRoles(stack, "deploy", { ...PROPS, ...change } as DeployRolesProps),
  );
  expect([code, text]).toEqual(["VALUE_INVALID", expect.stringContaining(message)]);
});
