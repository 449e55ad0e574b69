import type { Document } from "../build/stacks";
import { pool, reading, type Stacks } from "./reading";

const roles = (identity: Document) => identity.resource.aws_cognito_identity_pool_roles_attachment.people;

function allowGuests(identity: Document): void {
  identity.resource.aws_cognito_identity_pool.people.allow_unauthenticated_identities = true;
}

function byRule(identity: Document, claim: string): void {
  roles(identity).role_mapping[0].type = "Rules";
  roles(identity).role_mapping[0].mapping_rule = [
    { claim, match_type: "Equals", value: "admin", role_arn: "${aws_iam_role.user.arn}" },
  ];
}

const url = (authorization_type: string) => ({
  fn: { function_name: "${aws_lambda_function.fn.function_name}", authorization_type },
});

/** Ways to bypass the locks: a change of the shop, the resource, and a part of the message. */
const dangers: readonly [string, (stacks: Stacks) => void, string, string][] = [
  [
    "guests",
    ({ identity }) => {
      allowGuests(identity);
      roles(identity).roles.unauthenticated = "${aws_iam_role.user.arn}";
    },
    "identity/aws_cognito_identity_pool.people",
    "allow_unauthenticated_identities is true",
  ],
  [
    "guests where the pool's roles are set elsewhere",
    ({ identity }) => {
      allowGuests(identity);
      delete identity.resource.aws_cognito_identity_pool_roles_attachment;
    },
    "identity/aws_cognito_identity_pool.people",
    "allow_unauthenticated_identities is true",
  ],
  [
    "the classic flow",
    ({ identity }) => {
      identity.resource.aws_cognito_identity_pool.people.allow_classic_flow = true;
    },
    "identity/aws_cognito_identity_pool.people",
    "allow_classic_flow is true",
  ],
  [
    "a role by an attribute that users write",
    ({ identity }) => {
      byRule(identity, "custom:kind");
      identity.resource.aws_cognito_user_pool_client.app.write_attributes = ["email", "custom:kind"];
    },
    "identity/aws_cognito_identity_pool_roles_attachment.people",
    "custom:kind, which users write themselves through identity/aws_cognito_user_pool_client.app",
  ],
  [
    "a role by an attribute, and a client that may write all",
    ({ identity }) => byRule(identity, "custom:kind"),
    "identity/aws_cognito_identity_pool_roles_attachment.people",
    "it has no write_attributes",
  ],
  ...["define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response", "pre_sign_up"].map(
    (trigger): (typeof dangers)[number] => [
      `the trigger ${trigger}`,
      ({ identity }) => {
        pool(identity).lambda_config = { [trigger]: "arn:aws:lambda:us-east-1:123456789012:function:f" };
      },
      "identity/aws_cognito_user_pool.people",
      `lambda_config.${trigger}: `,
    ],
  ),
  [
    "the trigger user_migration",
    ({ identity }) => {
      pool(identity).lambda_config = { user_migration: "arn:aws:lambda:us-east-1:123456789012:function:f" };
    },
    "identity/aws_cognito_user_pool.people",
    "may import users",
  ],
  [
    "a permission for any API",
    ({ api }) => {
      delete api.resource.aws_lambda_permission.fn.source_arn;
    },
    "api/aws_lambda_permission.fn",
    "it has no source_arn",
  ],
  [
    "a permission for anyone",
    ({ api }) => {
      api.resource.aws_lambda_permission.fn.principal = "*";
    },
    "api/aws_lambda_permission.fn",
    "principal is *",
  ],
  [
    "a function's own URL without a lock",
    ({ api }) => {
      api.resource.aws_lambda_function_url = url("NONE");
    },
    "api/aws_lambda_function_url.fn",
    "authorization_type is NONE",
  ],
];

describe("a way to bypass the locks", () => {
  test.each(dangers)("%s: is a danger for readers", (_, edit, address, message) => {
    expect(reading(edit)(false).notices).toContainEqual(
      expect.objectContaining({ address, weight: "danger", message: expect.stringContaining(message) }),
    );
  });

  const isTrigger = ([name]: (typeof dangers)[number]) => name.startsWith("the trigger ");

  // The gate serves no such way, so that it opens none, and says that the cloud has one.
  test.each(dangers.filter((danger) => !isTrigger(danger)))(
    "%s: is a danger for the gate too",
    (_, edit, address, message) => {
      expect(reading(edit)(true).notices).toContainEqual(
        expect.objectContaining({ address, weight: "danger", message: expect.stringContaining(message) }),
      );
    },
  );

  test.each(dangers.filter(isTrigger))(
    "%s: is run by the gate, where its function is there",
    (_, edit, address) => {
      expect(reading(edit)(true).notices).toContainEqual(
        expect.objectContaining({
          address,
          message: expect.stringContaining("function:f is not of this Terraform"),
        }),
      );
    },
  );

  test.each<[string, (stacks: Stacks) => void]>([
    ["guests for whom the pool has no role", ({ identity }) => allowGuests(identity)],
    ["a rule on a claim that Cognito makes", ({ identity }) => byRule(identity, "cognito:groups")],
    [
      "a rule on an attribute that no client writes",
      ({ identity }) => {
        byRule(identity, "custom:kind");
        identity.resource.aws_cognito_user_pool_client.app.write_attributes = ["email"];
      },
    ],
    [
      "a permission for the APIs of one account",
      ({ api }) => {
        delete api.resource.aws_lambda_permission.fn.source_arn;
        api.resource.aws_lambda_permission.fn.source_account = "123456789012";
      },
    ],
    [
      "a function's own URL that is signed for",
      ({ api }) => {
        api.resource.aws_lambda_function_url = url("AWS_IAM");
      },
    ],
  ])("%s is none", (_, edit) => {
    expect(reading(edit)(true).notices.filter(({ weight }) => weight === "danger")).toEqual([]);
  });
});
