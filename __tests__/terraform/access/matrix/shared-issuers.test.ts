/** Roles that everyone with an account at an identity provider may take. */
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { text } from "../../build/people";
import { shop } from "../../build/shop";

const MAY_CALL = text([
  {
    Effect: "Allow",
    Action: "execute-api:Invoke",
    Resource: "${aws_api_gateway_rest_api.shop.execution_arn}/*/GET/pets",
  },
]);
const GITHUB = "token.actions.githubusercontent.com";
const notes = (issuer: string, Condition?: object) => {
  const Federated = issuer.startsWith("www.") ? issuer : `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
  const statement = {
    Effect: "Allow",
    Principal: { Federated },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition,
  };
  const role = { name: "stock", assume_role_policy: text([statement]) };
  const resources = {
    aws_iam_role: { stock: role },
    aws_iam_role_policy: { stock: { name: "p", role: "${aws_iam_role.stock.name}", policy: MAY_CALL } },
  };
  return accessMatrix(shop({ "GET /pets": { authorization: "AWS_IAM" } }, resources)).notes.map(
    ({ message }) => message,
  );
};
const like = (value: string | string[], key = `${GITHUB}:sub`) => ({ StringLike: { [key]: value } });

test.each([
  ["anyone, without a condition", GITHUB, undefined],
  ["anyone, by the audience", GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }],
  ["any repository", GITHUB, like("repo:*")],
  ["a repository's name of any owner", GITHUB, like("repo:*/infra:*")],
  ["an owner by the beginning of a name", GITHUB, like("repo:acme*")],
  ["one owner and anyone", GITHUB, like(["repo:acme/infra:*", "*"])],
  ["all but one owner", GITHUB, { StringNotLike: { [`${GITHUB}:sub`]: "repo:mallory/*" } }],
  ["a branch", GITHUB, like("refs/heads/main", `${GITHUB}:ref`)],
  ["any owner", GITHUB, like("*", `${GITHUB}:repository_owner`)],
  ["any project", "gitlab.com", like("project_path:*/*:ref_type:branch:ref:main", "gitlab.com:sub")],
  ["any app", "www.amazon.com", undefined],
])("a role is noted whose trust policy takes tokens of %s", (_, issuer, condition) => {
  expect(notes(issuer, condition)).toEqual([
    expect.stringContaining(`takes every token of ${issuer}, where anyone can get one`),
  ]);
});

test.each([
  ["an owner", GITHUB, like("repo:acme/*")],
  ["an owner with its id", GITHUB, like("repo:acme@1/*")],
  ["a repository", GITHUB, { StringEquals: { [`${GITHUB}:sub`]: "repo:acme/infra:ref:refs/heads/main" } }],
  ["the key in other letters", GITHUB, like("repo:acme/*", `${GITHUB}:SUB`)],
  ["another form of the subject", GITHUB, like("repository_owner:acme:*")],
  ["the owner's claim", GITHUB, { StringEquals: { [`${GITHUB}:repository_owner`]: "acme" } }],
  ["a group", "gitlab.com", like("project_path:acme/*", "gitlab.com:sub")],
  ["an app", "www.amazon.com", { StringEquals: { "www.amazon.com:app_id": "amzn1.app" } }],
  ["an issuer of one's own", "login.acme.example", undefined],
])("a role is not noted whose trust policy takes tokens of %s", (_, issuer, condition) => {
  expect(notes(issuer, condition)).toEqual([]);
});
