import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { environmentNamed } from "../../stacks/environment-named";
import { all } from "../constructs/terraform";
import { type Stack, stacksOf, terraformOf } from "./synthesized";

const dev = terraformOf(environmentNamed("dev"));
const prod = terraformOf(environmentNamed("prod"));

test("in dev there is a client for scripts; in prod no client takes a password", () => {
  const flows = (document: Stack) =>
    all(document, "aws_cognito_user_pool_client").flatMap((client) => client.explicit_auth_flows as string[]);
  expect(flows(dev.identity)).toContain("ALLOW_USER_PASSWORD_AUTH");
  expect(flows(prod.identity).sort()).toEqual(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);
});

test("the app's client is public, proves passwords by SRP, and does not tell which users exist", () => {
  for (const client of all(prod.identity, "aws_cognito_user_pool_client")) {
    expect(client).toMatchObject({
      generate_secret: false,
      prevent_user_existence_errors: "ENABLED",
      enable_token_revocation: true,
    });
  }
});

test("a role of the identity pool trusts this pool's signed-in users only", () => {
  const trusts = all(dev.identity, "aws_iam_role")
    .map((role) => JSON.parse(role.assume_role_policy as string).Statement[0])
    .filter((statement) => statement.Principal.Federated);
  // And the role without rights.
  expect(trusts).toHaveLength(Object.keys(roles).length + 1);
  for (const statement of trusts) {
    expect(statement.Condition).toEqual({
      StringEquals: {
        "cognito-identity.amazonaws.com:aud": "${aws_cognito_identity_pool.identities_pool.id}",
      },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    });
  }
});

test("guests and the classic flow are off, and an ambiguous role is no role", () => {
  expect(all(dev.identity, "aws_cognito_identity_pool")[0]).toMatchObject({
    allow_unauthenticated_identities: false,
    allow_classic_flow: false,
  });
  expect(all(dev.identity, "aws_cognito_identity_pool_roles_attachment")[0]?.role_mapping).toEqual([
    expect.objectContaining({ type: "Token", ambiguous_role_resolution: "Deny" }),
    expect.objectContaining({ type: "Token", ambiguous_role_resolution: "Deny" }),
  ]);
});

test("every declared route is one method, and only health is open", () => {
  const methods = all(dev.routes, "aws_api_gateway_method");
  expect(methods).toHaveLength(Object.keys(routes).length);
  expect(methods.filter((method) => method.authorization === "NONE")).toHaveLength(1);
});

test("a user's role may invoke its methods and an admin's role its own, by name", () => {
  const resources = (role: string) =>
    JSON.parse(dev.api.resource.aws_iam_role_policy?.[`policies_${role}`]?.policy as string).Statement.map(
      (statement: { Effect: string; Action: string; Resource: string[] }) => [
        statement.Effect,
        statement.Action,
        ...statement.Resource.map((arn) => arn.replace(/\$\{[^}]*execution_arn\}\/dev\//, "")),
      ],
    );
  expect(resources("user")).toEqual([["Allow", "execute-api:Invoke", "GET/pets", "GET/pets/*"]]);
  expect(resources("admin")).toEqual([
    ["Allow", "execute-api:Invoke", "GET/pets", "POST/pets", "GET/pets/*", "DELETE/pets/*"],
  ]);
  expect(resources("warehouse")).toEqual([["Allow", "execute-api:Invoke", "GET/inventory"]]);
});

test("a function may do what it needs to its own table, and nothing else", () => {
  const actions = (name: string) =>
    JSON.parse(dev.api.resource.aws_iam_role_policy?.[`${name}_policy`]?.policy as string).Statement.flatMap(
      (statement: { Action: string[] }) => statement.Action,
    );
  expect(actions("health")).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"]);
  expect(actions("account")).not.toContain("dynamodb:Scan");
  for (const name of ["pets", "products", "account", "inventory", "authorizer"]) {
    for (const action of actions(name)) expect(action).not.toContain("*");
  }
});

test("the path of the state is relative to the project", () => {
  expect(dev.identity.terraform.backend).toEqual({ local: { path: "../../../terraform.identity.tfstate" } });
  expect(dev.routes.terraform.backend).toEqual({ local: { path: "../../../terraform.routes.tfstate" } });
  expect(dev.api.terraform.backend).toEqual({ local: { path: "../../../terraform.api.tfstate" } });
  expect(prod.api.terraform.backend).toEqual({ local: { path: "../../../terraform.api-prod.tfstate" } });
});

test.each<[settings: object, first: string[]]>([
  [{ state: { bucket: "petstore-prod-terraform-state" } }, ["bootstrap-prod"]],
  // A firewall's log needs the policy that stands once in the account.
  [{}, ["bootstrap-prod"]],
  [{ firewall: "off" }, []],
])("with %j, identity is deployed after %j", (settings, first) => {
  const stacks = stacksOf(environmentNamed("prod", settings));
  expect(
    stacks.find(({ node }) => node.id === "identity-prod")?.dependencies.map(({ node }) => node.id),
  ).toEqual(first);
});

test("the error of an unknown environment names the known ones", () => {
  expect(() => environmentNamed("staging")).toThrow(
    'No environment "staging" in stacks/environments.ts; there are dev, http, prod.',
  );
});
