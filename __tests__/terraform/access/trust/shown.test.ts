import { trustChanges } from "../../../../terraform/access/trust";
import { side } from "../guard/side";

const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" };

/** What is said where variables of the authorizer change. */
const said = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) => {
  const of = (variables: Readonly<Record<string, string>>) =>
    side({ "GET /pets": custom }, { aws_lambda_function: { authorizer: { environment: [{ variables }] } } });
  return trustChanges(of(before), of(after)).trust.map(({ what }) => what);
};

const RELIES = "shop/aws_api_gateway_authorizer.lambda relies on it";

test("a change says what is trusted now and before, and what relies on it", () => {
  expect(said({ JWKS_URL: "https://a.example" }, { JWKS_URL: "https://b.example" })).toEqual([
    `environment.variables.JWKS_URL is now "https://b.example" (was: "https://a.example"); ${RELIES}`,
  ]);
});

test.each(["JWT_SECRET", "DB_PASSWORD", "API_KEY", "privateKey", "GITHUB_TOKEN"])(
  "the value of %s is not shown",
  (name) => {
    expect(said({ [name]: "hunter2" }, { [name]: "hunter3" })).toEqual([
      `environment.variables.${name} is now another one: a value that is not shown (was: a value that is not shown); ${RELIES}`,
    ]);
  },
);

test.each(["SECRET_ARN", "ROLES_CLAIM", "TOKEN_HEADER", "KEYS_URL"])("the value of %s is shown", (name) => {
  expect(said({ [name]: "hunter2" }, { [name]: "hunter3" })).toEqual([
    `environment.variables.${name} is now "hunter3" (was: "hunter2"); ${RELIES}`,
  ]);
});

test("what is a resource of the Terraform is shown by its address", () => {
  const authorizer = (pool: string) =>
    side(
      {
        "GET /pets": {
          authorization: "COGNITO_USER_POOLS",
          authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
        },
      },
      {
        aws_cognito_user_pool: { guests: { name: "guests" } },
        aws_api_gateway_authorizer: { pool: { provider_arns: [`\${aws_cognito_user_pool.${pool}.arn}`] } },
      },
    );
  expect(trustChanges(authorizer("people"), authorizer("guests")).trust.map(({ what }) => what)).toEqual([
    "provider_arns now has shop/aws_cognito_user_pool.guests (was: shop/aws_cognito_user_pool.people); shop/aws_api_gateway_method.GET_pets relies on it",
  ]);
});

describe("of a list", () => {
  const trustedBy = (...statements: readonly object[]) =>
    side(
      { "GET /pets": { authorization: "AWS_IAM" } },
      {
        aws_iam_role: {
          user: { assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
        },
      },
    );
  const changes = (before: Parameters<typeof trustChanges>[0], after: typeof before) =>
    trustChanges(before, after).trust.map(({ from, to, what }) => ({ from, to, what: what.split("; ")[0] }));
  const account = (id: string, more: object = {}) => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { AWS: `arn:aws:iam::${id}:root` },
    ...more,
  });
  const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

  test("one statement in the place of another is told by the parts that differ", () => {
    const [{ from, to, what } = { from: "", to: "", what: "" }] = changes(
      trustedBy(account("111122223333", { Sid: "Staff", ...mfa })),
      trustedBy(account("111122223333", { Sid: "Staff" })),
    );
    expect(what).toBe(
      'assume_role_policy: statement Staff, Condition {Bool: {aws:MultiFactorAuthPresent: "true"}} is gone',
    );
    expect(from).toContain("Condition");
    expect(to).toContain("sts:AssumeRole");
    expect(
      changes(trustedBy(account("111122223333")), trustedBy(account("444455556666"))).map((one) => one.what),
    ).toEqual([
      'assume_role_policy: Principal AWS is now "arn:aws:iam::444455556666:root" (was: "arn:aws:iam::111122223333:root")',
    ]);
  });

  test("a statement that is added had nothing in its place", () => {
    const one = account("111122223333");
    const [{ from, what } = { from: "", what: "" }] = changes(
      trustedBy(one),
      trustedBy(one, account("444455556666")),
    );
    expect(from).toBe("no such statement");
    expect(what).toMatch(/^assume_role_policy now has \{.*444455556666/);
  });

  test("a member that is added leaves what the list had", () => {
    const authorizer = (...pools: readonly string[]) =>
      side(
        {
          "GET /pets": {
            authorization: "COGNITO_USER_POOLS",
            authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
          },
        },
        {
          aws_cognito_user_pool: { guests: { name: "guests" } },
          aws_api_gateway_authorizer: {
            pool: { provider_arns: pools.map((pool) => `\${aws_cognito_user_pool.${pool}.arn}`) },
          },
        },
      );
    expect(changes(authorizer("people"), authorizer("people", "guests"))).toEqual([
      {
        from: "shop/aws_cognito_user_pool.people",
        to: "shop/aws_cognito_user_pool.people, shop/aws_cognito_user_pool.guests",
        what: "provider_arns now has shop/aws_cognito_user_pool.guests",
      },
    ]);
  });
});
