import type { Document } from "../build/stacks";
import { reading, type Stacks } from "./reading";

describe("a resource under another provider", () => {
  const peer = { alias: "peer", region: "us-east-1", assume_role: [{ role_arn: "arn:aws:iam::9:role/x" }] };
  const inAnotherAccount = ({ identity }: Stacks) => {
    identity.provider = { aws: [{ region: "us-east-1" }, peer] };
    identity.resource.aws_iam_role.user.provider = "aws.peer";
  };

  test("of another account is refused by the gate", () => {
    expect(() => reading(inAnotherAccount)(true)).toThrow(
      expect.objectContaining({
        code: "ARGUMENT_UNSUPPORTED",
        where: "identity/aws_iam_role.user",
        message: expect.stringContaining("aws.peer"),
      }),
    );
  });

  test("of another account is unknown for readers", () => {
    const role = reading(inAnotherAccount)(false).roles.find(({ name }) => name === "shop-user");
    expect(role?.trust).toEqual({ unknown: expect.stringContaining("another account") });
  });

  test.each<[argument: string, value: unknown]>([
    ["endpoints", [{ iam: "https://iam.other.example" }]],
    ["http_proxy", "http://proxy.example"],
    ["https_proxy", "http://proxy.example"],
    ["custom_ca_bundle", "ca.pem"],
    ["insecure", true],
    ["no_proxy", "iam.amazonaws.com"],
    ["secret_key", "x"],
    ["shared_config_files", ["config"]],
    ["an_argument_of_tomorrow", "x"],
  ])("that has %s may be for another account", (argument, value) => {
    const edit = ({ identity }: Stacks) => {
      const other = { alias: "other", region: "us-east-1", [argument]: value };
      identity.provider = { aws: [{ region: "us-east-1" }, other] };
      identity.resource.aws_iam_role.user.provider = "aws.other";
    };
    const role = reading(edit)(false).roles.find(({ name }) => name === "shop-user");
    expect(role?.trust).toEqual({ unknown: expect.stringContaining("another account") });
    expect(() => reading(edit)(true)).toThrow("may be for another account");
  });

  test("that differs in what sends no request elsewhere is for the same account", () => {
    const edit = ({ identity }: Stacks) => {
      const other = {
        alias: "other",
        region: "us-east-1",
        default_tags: [{ tags: { a: "b" } }],
        max_retries: 9,
        use_fips_endpoint: true,
      };
      identity.provider = { aws: [{ region: "us-east-1" }, other] };
      identity.resource.aws_iam_role.user.provider = "aws.other";
    };
    const role = reading(edit)(true).roles.find(({ name }) => name === "shop-user");
    expect(role?.trust).not.toHaveProperty("unknown");
  });

  test.each<[string, Document, Document]>([
    ["by an alias", [{ region: "us-east-1" }, { alias: "eu", region: "eu-west-1" }], { provider: "aws.eu" }],
    ["by an argument of its own", [{ region: "us-east-1" }], { region: "eu-west-1" }],
  ])("of another region, %s, is refused by the gate", (_, aws, meta) => {
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
