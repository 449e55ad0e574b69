import { merged, type Resources, text } from "../../build/people";
import { allow } from "../../build/shop";
import { changed, POOL, type TrustCase, type TrustCases } from "./town";

type Values = Readonly<Record<string, unknown>>;
const OTHER = "${aws_cognito_user_pool.other.id}";
const otherPool: Resources = { aws_cognito_user_pool: { other: { name: "other" } } };

/** What a part of a user pool says beside its pool. */
const parts: Readonly<Record<string, Values>> = {
  aws_cognito_identity_provider: { provider_name: "x", provider_type: "OIDC", provider_details: {} },
  aws_cognito_risk_configuration: {},
  aws_cognito_user: { username: "mallory" },
  aws_cognito_user_in_group: { username: "mallory", group_name: "user" },
  aws_cognito_user_pool_client: { name: "x" },
  aws_cognito_user_pool_domain: { domain: "x" },
};

/** A part of a user pool that moves from one pool to another. */
const pooled = (type: string, [from, to]: readonly [string, string], ...effects: string[]): TrustCase =>
  changed(
    merged(otherPool, { [type]: { moved: { ...parts[type], user_pool_id: from } } }),
    { [type]: { moved: { user_pool_id: to } } },
    ...effects.map((effect) => `${effect} ${type}.moved user_pool_id`),
  );

const callers: Resources = {
  aws_iam_user: { alice: { name: "alice" }, bob: { name: "bob" } },
  aws_iam_user_policy: {
    alice: { name: "c", user: "${aws_iam_user.alice.name}", policy: text([allow("GET/pets")]) },
  },
  aws_iam_group: { callers: { name: "callers" }, idle: { name: "idle" } },
  aws_iam_group_policy: {
    callers: { name: "c", group: "${aws_iam_group.callers.name}", policy: text([allow("GET/pets")]) },
  },
};
const CALLERS = "${aws_iam_group.callers.name}";
const IDLE = "${aws_iam_group.idle.name}";

/** One resource beside callers, with one argument that changes. */
const beside = (
  [type, argument]: readonly [string, string],
  [from, to]: readonly [unknown, unknown],
  ...effects: string[]
): TrustCase => ({
  base: merged(callers, { [type]: { moved: { name: "m", users: ["bob"], [argument]: from } } }),
  head: merged(callers, { [type]: { moved: { name: "m", users: ["bob"], [argument]: to } } }),
  says: effects.map((effect) => `${effect} ${type}.moved ${argument}`),
});

const stores: Resources = {
  aws_s3_bucket: { code: { bucket: "code" }, idle: { bucket: "idle" } },
  aws_ssm_parameter: { issuers: { name: "/idle", type: "String", value: "https://b.example" } },
  aws_secretsmanager_secret: { key: { name: "key" }, idle: { name: "idle" } },
  aws_lambda_function: {
    authorizer: {
      s3_bucket: "${aws_s3_bucket.code.id}",
      environment: [{ variables: { KEY: "${aws_secretsmanager_secret.key.arn}", ISSUERS: "/shop/issuers" } }],
    },
  },
};

/** One resource beside the stores of the authorizer, with one argument that changes. */
const stored = (type: string, base: Values, head: Values, ...says: string[]): TrustCase =>
  changed(merged(stores, { [type]: { moved: base } }), { [type]: { moved: head } }, ...says);

/** Resources that stay as they are, and belong to another owner. */
export const moves: TrustCases = {
  "an identity provider, to the pool": pooled("aws_cognito_identity_provider", [OTHER, POOL], "other"),
  "a user, to the pool": pooled("aws_cognito_user", [OTHER, POOL], "other"),
  "a user, away from the pool": pooled("aws_cognito_user", [POOL, OTHER], "narrower"),
  "a user, to a pool that is not in the Terraform": pooled(
    "aws_cognito_user",
    [POOL, "eu-west-1_abc"],
    "undecided",
  ),
  "a member of a group, to the pool": pooled("aws_cognito_user_in_group", [OTHER, POOL], "other"),
  "a client, to the pool": pooled("aws_cognito_user_pool_client", [OTHER, POOL], "other"),
  "a client, from a pool that is not in the Terraform": pooled(
    "aws_cognito_user_pool_client",
    ["eu-west-1_abc", POOL],
    "other",
  ),
  "a client, between pools without a say": pooled("aws_cognito_user_pool_client", [OTHER, "eu-west-1_abc"]),
  "a client of a pool that is not in the Terraform": changed(
    {
      aws_cognito_user_pool_client: {
        x: { name: "x", user_pool_id: "eu-west-1_abc", callback_urls: ["https://shop.example"] },
      },
    },
    { aws_cognito_user_pool_client: { x: { callback_urls: ["https://other.example"] } } },
    "undecided aws_cognito_user_pool_client.x callback_urls",
  ),
  "a domain, to the pool": pooled("aws_cognito_user_pool_domain", [OTHER, POOL], "other"),
  "threat protection, to the pool": pooled("aws_cognito_risk_configuration", [OTHER, POOL], "narrower"),
  "threat protection, away from the pool": pooled("aws_cognito_risk_configuration", [POOL, OTHER], "other"),
  "members of IAM, to a group that may call": beside(
    ["aws_iam_group_membership", "group"],
    [IDLE, CALLERS],
    "other",
  ),
  "members of IAM, away from a group that may call": beside(
    ["aws_iam_group_membership", "group"],
    [CALLERS, IDLE],
    "narrower",
  ),
  "a user's groups, one that may call": beside(
    ["aws_iam_user_group_membership", "groups"],
    [[IDLE], [IDLE, CALLERS]],
    "other",
  ),
  "a user's groups, one that may call no longer": beside(
    ["aws_iam_user_group_membership", "groups"],
    [[CALLERS], [IDLE]],
    "narrower",
  ),
  "a user's groups, one that may do nothing": beside(
    ["aws_iam_user_group_membership", "groups"],
    [[CALLERS], [CALLERS, IDLE]],
  ),
  "the groups of another user": changed(
    merged(callers, { aws_iam_user_group_membership: { moved: { user: "bob", groups: [CALLERS] } } }),
    { aws_iam_user_group_membership: { moved: { user: "mallory" } } },
    "other aws_iam_user_group_membership.moved user",
  ),
  "an access key, to a user who may call": beside(
    ["aws_iam_access_key", "user"],
    ["${aws_iam_user.bob.name}", "${aws_iam_user.alice.name}"],
    "other",
  ),
  "a group of another name, with its members": changed(
    merged(callers, { aws_iam_group_membership: { m: { name: "m", group: CALLERS, users: ["bob"] } } }),
    { aws_iam_group: { callers: { name: "renamed" } } },
  ),
  "a bucket policy, to the bucket of an authorizer's code": stored(
    "aws_s3_bucket_policy",
    { bucket: "${aws_s3_bucket.idle.id}", policy: text([allow("*", { Action: "s3:PutObject" })]) },
    { bucket: "${aws_s3_bucket.code.id}" },
    "other aws_s3_bucket_policy.moved bucket",
  ),
  "a version, to the secret of an authorizer": stored(
    "aws_secretsmanager_secret_version",
    { secret_id: "${aws_secretsmanager_secret.idle.id}", secret_string: "x" },
    { secret_id: "${aws_secretsmanager_secret.key.id}" },
    "other aws_secretsmanager_secret_version.moved secret_id",
  ),
  "a parameter that gets the name an authorizer reads": changed(
    stores,
    { aws_ssm_parameter: { issuers: { name: "/shop/issuers" } } },
    "other aws_ssm_parameter.issuers name",
  ),
};
