import { pool, reading, type Stacks } from "./reading";

describe("a warning, with which the gate serves the API", () => {
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
      expect(reading(edit)(strict).notices).toMatchObject([
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
    "the trigger %s, in a review and where its function is not there",
    (trigger) => {
      const read = reading(({ identity }) => {
        pool(identity).lambda_config = { [trigger]: "arn:aws:lambda:us-east-1:123456789012:function:f" };
      });
      const address = "identity/aws_cognito_user_pool.people";
      expect(read(false).notices).toContainEqual(
        expect.objectContaining({
          address,
          message: "what the user pool's trigger decides is not evaluated",
        }),
      );
      expect(read(true).notices).toMatchObject([
        {
          address,
          message:
            "the trigger's function arn:aws:lambda:us-east-1:123456789012:function:f is not of this Terraform: " +
            "what it is run for fails here",
        },
      ]);
    },
  );

  test("a function that sends codes", () => {
    const lambda_arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
    const { notices } = reading(({ identity }) => {
      pool(identity).lambda_config = { custom_email_sender: { lambda_arn, lambda_version: "V1_0" } };
    })(true);
    expect(notices).toContainEqual(
      expect.objectContaining({ message: "the function that sends codes is not run here" }),
    );
  });
});
