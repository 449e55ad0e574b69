import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../fixture";

interface Stacks {
  readonly api: Document;
  readonly identity: Document;
}

function reading(edit: (stacks: Stacks) => void) {
  const stacks = shop();
  edit(stacks);
  return (strict: boolean) => readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict });
}

const roles = (identity: Document) => identity.resource.aws_cognito_identity_pool_roles_attachment.people;
const pool = (identity: Document) => identity.resource.aws_cognito_user_pool.people;

function byRule(identity: Document, claim: string): void {
  roles(identity).role_mapping[0].type = "Rules";
  roles(identity).role_mapping[0].mapping_rule = [
    { claim, match_type: "Equals", value: "admin", role_arn: "${aws_iam_role.user.arn}" },
  ];
}

const url = (authorization_type: string) => ({
  fn: { function_name: "${aws_lambda_function.fn.function_name}", authorization_type },
});

/** Ways in beside the locks: where each is, and what is said of it. */
const dangers: readonly [string, (stacks: Stacks) => void, string, string][] = [
  [
    "guests",
    ({ identity }) => {
      identity.resource.aws_cognito_identity_pool.people.allow_unauthenticated_identities = true;
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
    "users of elsewhere",
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

describe("a way in beside the locks", () => {
  test.each(dangers)("%s: is refused by whoever serves it", (_, edit, address, message) => {
    expect(() => reading(edit)(true)).toThrow(
      expect.objectContaining({
        code: "ARGUMENT_UNSUPPORTED",
        where: address,
        message: expect.stringContaining(message),
      }),
    );
  });

  test.each(dangers)("%s: is a danger to whoever only reads", (_, edit, address, message) => {
    expect(reading(edit)(false).notices).toContainEqual(
      expect.objectContaining({ address, weight: "danger", message: expect.stringContaining(message) }),
    );
  });

  test.each<[string, (stacks: Stacks) => void]>([
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

describe("what the text does not show is said, and served", () => {
  test.each<[string, (stacks: Stacks) => void, string, string]>([
    [
      "open sign-up",
      ({ identity }) => {
        delete pool(identity).admin_create_user_config;
      },
      "identity/aws_cognito_user_pool.people",
      "anyone may sign up",
    ],
    [
      "open sign-up in words",
      ({ identity }) => {
        pool(identity).admin_create_user_config = [{ allow_admin_create_user_only: false }];
      },
      "identity/aws_cognito_user_pool.people",
      "anyone may sign up",
    ],
    [
      "a lock whose changes are ignored",
      ({ api }) => {
        api.resource.aws_api_gateway_method["get-pets"].lifecycle = { ignore_changes: ["authorization"] };
      },
      "api/aws_api_gateway_method.get-pets",
      "ignore_changes has authorization",
    ],
    [
      "a policy whose changes are ignored, by reference",
      ({ api }) => {
        api.resource.aws_iam_role_policy.user.lifecycle = [{ ignore_changes: ["${policy}", "tags"] }];
      },
      "api/aws_iam_role_policy.user",
      "ignore_changes has policy",
    ],
    [
      "all changes ignored",
      ({ api }) => {
        api.resource.aws_api_gateway_authorizer.lambda.lifecycle = { ignore_changes: "all" };
      },
      "api/aws_api_gateway_authorizer.lambda",
      "ignore_changes has all",
    ],
    [
      "a deployment that nothing renews",
      ({ api }) => {
        delete api.resource.aws_api_gateway_deployment.shop.triggers;
      },
      "api/aws_api_gateway_deployment.shop",
      "it has no triggers",
    ],
  ])("%s", (_, edit, address, message) => {
    for (const strict of [true, false])
      expect(reading(edit)(strict).notices).toEqual([
        { address, weight: "warning", message: expect.stringContaining(message) },
      ]);
  });

  test("a change that is ignored where nothing is read is not", () => {
    const edit = ({ api }: Stacks) => {
      api.resource.aws_iam_role.stock.lifecycle = { ignore_changes: ["tags"] };
      api.resource.aws_cloudwatch_log_group.fn.lifecycle = { ignore_changes: "all" };
    };
    expect(reading(edit)(true).notices).toEqual([]);
  });

  test.each(["post_authentication", "post_confirmation", "pre_authentication"])(
    "the trigger %s",
    (trigger) => {
      const { notices } = reading(({ identity }) => {
        pool(identity).lambda_config = { [trigger]: "arn:aws:lambda:us-east-1:123456789012:function:f" };
      })(true);
      expect(notices).toEqual([
        {
          address: "identity/aws_cognito_user_pool.people",
          message: "the user pool's trigger is not run here",
        },
      ]);
    },
  );
});

describe("a resource under another provider", () => {
  const peer = { alias: "peer", region: "us-east-1", assume_role: [{ role_arn: "arn:aws:iam::9:role/x" }] };
  const inAnotherAccount = ({ identity }: Stacks) => {
    identity.provider = { aws: [{ region: "us-east-1" }, peer] };
    identity.resource.aws_iam_role.user.provider = "aws.peer";
  };

  test("of another account is refused by whoever serves it", () => {
    expect(() => reading(inAnotherAccount)(true)).toThrow(
      expect.objectContaining({
        code: "ARGUMENT_UNSUPPORTED",
        where: "identity/aws_iam_role.user",
        message: expect.stringContaining("aws.peer"),
      }),
    );
  });

  test("of another account is not known to whoever only reads", () => {
    const role = reading(inAnotherAccount)(false).roles.find(({ name }) => name === "shop-user");
    expect(role?.trust).toEqual({ unknown: expect.stringContaining("another account") });
  });

  test.each<[string, Document, Document]>([
    ["by an alias", [{ region: "us-east-1" }, { alias: "eu", region: "eu-west-1" }], { provider: "aws.eu" }],
    ["by an argument of its own", [{ region: "us-east-1" }], { region: "eu-west-1" }],
  ])("of another region, %s, is refused by whoever serves it", (_, aws, meta) => {
    const edit = ({ api }: Stacks) => {
      api.provider = { aws };
      Object.assign(api.resource.aws_lambda_function.fn, meta);
    };
    expect(() => reading(edit)(true)).toThrow("it is in the region eu-west-1, and the API in us-east-1");
    expect(reading(edit)(false).functions[0]?.arn).toContain(":eu-west-1:");
  });

  test("is the same one where only its name differs, and no matter where it has no part in access", () => {
    const edit = ({ api }: Stacks) => {
      const eu = { alias: "eu", region: "eu-west-1" };
      api.provider = { aws: [{ region: "us-east-1" }, { alias: "same", region: "us-east-1" }, eu] };
      api.resource.aws_lambda_function.fn.provider = "aws.same";
      api.resource.aws_cloudwatch_log_group.fn.provider = "aws.eu";
    };
    expect(reading(edit)(true).functions[0]?.arn).toContain(":us-east-1:");
  });
});
