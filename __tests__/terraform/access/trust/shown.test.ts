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
