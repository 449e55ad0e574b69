import { type Resources, text } from "../../build/people";
import { allow } from "../../build/shop";
import { changed, POOL, type TrustCases } from "./town";

const callers = {
  aws_iam_user: { alice: { name: "alice" }, bob: { name: "bob" } },
  aws_iam_group: { callers: { name: "callers" } },
  aws_iam_group_policy: {
    callers: { name: "c", group: "${aws_iam_group.callers.name}", policy: text([allow("GET/pets")]) },
  },
  aws_iam_group_membership: {
    callers: { name: "m", group: "${aws_iam_group.callers.name}", users: ["${aws_iam_user.alice.name}"] },
  },
};

/** The user alice, with tags, where a policy asks for the tag `admin` of its holder. */
const tagged = (tags: Readonly<Record<string, string>>): Resources => {
  const Condition = { StringEquals: { "aws:PrincipalTag/admin": "true" } };
  return {
    ...callers,
    aws_iam_user: { alice: { name: "alice", tags } },
    aws_iam_user_policy: {
      alice: {
        name: "a",
        user: "${aws_iam_user.alice.name}",
        policy: text([allow("GET/pets", { Condition })]),
      },
    },
  };
};

export const members: TrustCases = {
  "a user that the Terraform makes": {
    head: { aws_cognito_user: { mallory: { user_pool_id: POOL, username: "mallory" } } },
    says: ["other aws_cognito_user.mallory"],
  },
  "a user who joins a group": {
    head: {
      aws_cognito_user_in_group: { m: { user_pool_id: POOL, username: "mallory", group_name: "user" } },
    },
    says: ["other aws_cognito_user_in_group.m"],
  },
  "a user who leaves a group": {
    base: {
      aws_cognito_user_in_group: { m: { user_pool_id: POOL, username: "mallory", group_name: "user" } },
    },
    says: ["narrower aws_cognito_user_in_group.m"],
  },
  "the role of a group": {
    head: { aws_cognito_user_group: { user: { role_arn: "${aws_iam_role.partner.arn}" } } },
    says: ["other aws_cognito_user_group.user role_arn"],
  },
  "the precedence of a group": {
    head: { aws_cognito_user_group: { user: { precedence: 1 } } },
    says: ["other aws_cognito_user_group.user precedence"],
  },
  "an IAM user who joins a group": changed(
    callers,
    {
      aws_iam_group_membership: {
        callers: { users: ["${aws_iam_user.alice.name}", "${aws_iam_user.bob.name}"] },
      },
    },
    "other aws_iam_group_membership.callers users",
  ),
  "the tags of an IAM user, for which conditions of policies ask": {
    base: tagged({ admin: "false" }),
    head: tagged({ admin: "true" }),
    says: ["other aws_iam_user.alice tags.admin"],
  },
  "another tag of an IAM user": {
    base: tagged({ admin: "false", cost: "1" }),
    head: tagged({ admin: "false", cost: "2" }),
    says: [],
  },
  "an access key": changed(
    callers,
    { aws_iam_access_key: { alice: { user: "${aws_iam_user.alice.name}" } } },
    "other aws_iam_access_key.alice",
  ),
  "an API key of another value": changed(
    { aws_api_gateway_api_key: { k: { name: "k", value: "aaaaaaaaaaaaaaaaaaaaaaaa" } } },
    { aws_api_gateway_api_key: { k: { value: "bbbbbbbbbbbbbbbbbbbbbbbb" } } },
    "other aws_api_gateway_api_key.k value",
  ),
  "an API key that is switched off": changed(
    { aws_api_gateway_api_key: { k: { name: "k" } } },
    { aws_api_gateway_api_key: { k: { enabled: false } } },
    "narrower aws_api_gateway_api_key.k enabled",
  ),
  "an API key that is switched on": changed(
    { aws_api_gateway_api_key: { k: { name: "k", enabled: false } } },
    { aws_api_gateway_api_key: { k: { enabled: true } } },
    "other aws_api_gateway_api_key.k enabled",
  ),
};
