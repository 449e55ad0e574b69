import { TerraformVariable } from "cdktf";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import type { OtherLogins } from "../../../constructs/identity/other-logins";
import type { UserPoolRef } from "../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { SystemRoles } from "../../../constructs/roles/system-roles";
import { identityKitchen } from "../kitchen/identity";
import { roles } from "../small-api";
import { all, type Body, only, statements, type Terraform, terraformOf } from "../terraform";

const elsewhere: UserPoolRef = {
  id: "eu-central-1_AbCdEf123",
  arn: "arn:pool",
  endpoint: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
};
const kitchen = terraformOf(identityKitchen);

describe("the identity pool", () => {
  test("every other login maps by rules, and a user whom none matches gets no role", () => {
    const mappings = only(kitchen, "aws_cognito_identity_pool_roles_attachment").role_mapping;
    expect(mappings.map((each: Body) => each.type)).toEqual([
      "Token",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
      "Rules",
    ]);
    for (const each of mappings) expect(each.ambiguous_role_resolution).toBe("Deny");
    expect(mappings[1].mapping_rule).toEqual([
      {
        claim: "groups",
        match_type: "Equals",
        value: "staff",
        role_arn: expect.stringMatching(/role-admin/),
      },
    ]);
  });

  test("it lists all providers, and has no guests", () => {
    expect(only(kitchen, "aws_cognito_identity_pool")).toMatchObject({
      allow_unauthenticated_identities: false,
      allow_classic_flow: false,
      developer_provider_name: "login.shop",
      supported_login_providers: {
        "accounts.google.com": "g",
        "graph.facebook.com": "f",
        "www.amazon.com": "a",
        "appleid.apple.com": "s",
      },
      openid_connect_provider_arns: [expect.any(String)],
      saml_provider_arns: [expect.any(String)],
    });
  });

  const identities = (logins: OtherLogins) =>
    terraformOf((stack) => {
      const clients = [{ id: "app" }];
      new IdentityPool(stack, "identities", { name: "shop", userPool: elsewhere, clients, roles, logins });
    });
  const roleNamed = (terraform: Terraform, name: string) =>
    all(terraform, "aws_iam_role").find((role) => role.name === name);

  test("signed-in users without a role get a role that has no policy", () => {
    const terraform = identities({});
    expect(only(terraform, "aws_cognito_identity_pool_roles_attachment").roles).toEqual({
      authenticated: expect.stringMatching(/^\$\{aws_iam_role\.identities_authenticated_.*\.arn\}$/),
    });
    const role = roleNamed(terraform, "shop-authenticated");
    expect(role?.assume_role_policy).toBe(roleNamed(terraform, "shop-admin")?.assume_role_policy);
    expect(statements(role?.assume_role_policy)[0]?.Condition).toEqual({
      StringEquals: {
        "cognito-identity.amazonaws.com:aud": expect.stringMatching(/aws_cognito_identity_pool/),
      },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    });
    expect(Object.keys(terraform.resource).filter((type) => /_policy/.test(type))).toEqual([]);
  });

  test("a role that a login names replaces it", () => {
    const terraform = identities({ developer: { name: "login.shop", role: "user" } });
    expect(only(terraform, "aws_cognito_identity_pool_roles_attachment").roles).toEqual({
      authenticated: expect.stringMatching(/role-user/),
    });
    expect(roleNamed(terraform, "shop-authenticated")).toBeUndefined();
  });

  test("a role whose policy another stack attaches can be removed: force_detach_policies is set", () => {
    const terraform = identities({});
    for (const name of Object.keys(roles))
      expect(roleNamed(terraform, `shop-${name}`)).toMatchObject({ force_detach_policies: true });
    const systems = terraformOf((stack) => {
      new SystemRoles(stack, "systems", { name: "shop", systems: { robot: { description: "A robot" } } });
    });
    for (const role of [...all(systems, "aws_iam_role"), roleNamed(kitchen, "company-saml-admin")])
      expect(role).toMatchObject({ force_detach_policies: true });
  });

  test("users of a directory get a role by an assertion that was issued for AWS", () => {
    const trust = all(kitchen, "aws_iam_role")
      .filter((each) => /-saml-/.test(each.name))
      .map((each) => statements(each.assume_role_policy)[0]);
    expect(trust).toHaveLength(2);
    for (const each of trust) {
      expect(each).toMatchObject({
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      });
    }
  });
});

test("an existing pool is referred to by value, by variable or by another state", () => {
  const terraform = terraformOf((stack) => {
    const id = new TerraformVariable(stack, "user_pool_id", { type: "string" }).stringValue;
    const userPool = {
      id,
      arn: "${var.user_pool_arn}",
      endpoint: `cognito-idp.eu-central-1.amazonaws.com/${id}`,
    };
    const app = new UserPoolClient(stack, "app", { userPool, name: "app", signIn: "srp" });
    new IdentityPool(stack, "identities", { name: "shop", userPool, clients: [app], roles });
  });
  expect(all(terraform, "aws_cognito_user_pool")).toEqual([]);
  expect(only(terraform, "aws_cognito_user_pool_client").user_pool_id).toBe("${var.user_pool_id}");
  expect(only(terraform, "aws_cognito_identity_pool").cognito_identity_providers[0].provider_name).toBe(
    "cognito-idp.eu-central-1.amazonaws.com/${var.user_pool_id}",
  );
});

test("an existing identity pool gets the roles, and no second pool is created", () => {
  const terraform = terraformOf((stack) => {
    const userPool = { id: "eu-west-1_a1B2c3D4e", arn: "${var.user_pool_arn}", endpoint: "${var.endpoint}" };
    const existing = { id: new TerraformVariable(stack, "identity_pool_id", { type: "string" }).stringValue };
    const props = { name: "shop", userPool, clients: [{ id: "${var.client_id}" }], roles, existing };
    new IdentityPool(stack, "identities", props);
  });
  expect(all(terraform, "aws_cognito_identity_pool")).toEqual([]);
  const attachment = only(terraform, "aws_cognito_identity_pool_roles_attachment");
  expect(attachment.identity_pool_id).toBe("${var.identity_pool_id}");
  expect(attachment.role_mapping).toEqual([
    {
      ambiguous_role_resolution: "Deny",
      identity_provider: "${var.endpoint}:${var.client_id}",
      type: "Token",
    },
  ]);
  for (const role of all(terraform, "aws_iam_role")) {
    const [statement] = JSON.parse(role.assume_role_policy).Statement;
    expect(statement.Condition.StringEquals).toEqual({
      "cognito-identity.amazonaws.com:aud": "${var.identity_pool_id}",
    });
  }
  // And the role without rights.
  expect(all(terraform, "aws_iam_role")).toHaveLength(Object.keys(roles).length + 1);
});
