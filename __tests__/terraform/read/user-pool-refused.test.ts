import { TerraformError } from "../../../terraform/error";
import { POOL_ID, poolOf, withClient, withPool } from "./changed-pool";
import { reading } from "./reading";

/** What a strict reader refuses of a user pool's accounts, and a review does not read. */

const refused: Readonly<Record<string, readonly [edit: () => unknown, error: string]>> = {
  "a schema that is not known": [
    () => withPool({ schema: "${random_password.later.result}" }),
    "VALUE_UNKNOWN: schema",
  ],
  "a password policy that is not known": [
    () => withPool({ password_policy: { minimum_length: "${random_password.later.result}" } }),
    "VALUE_UNKNOWN: password_policy.minimum_length decides about access",
  ],
  "a length that Cognito refuses": [
    () => withPool({ password_policy: { minimum_length: 5 } }),
    "ARGUMENT_UNSUPPORTED: minimum_length is 5, expected 6 to 99",
  ],
  "an own attribute that is required": [
    () => withPool({ schema: [{ name: "town", attribute_data_type: "String", required: true }] }),
    "ARGUMENT_UNSUPPORTED: the schema requires the attribute town",
  ],
  "an alias of another kind": [
    () => withPool({ alias_attributes: ["name"] }),
    'ARGUMENT_UNSUPPORTED: alias_attributes is "name", expected one of email, phone_number, preferred_username',
  ],
  "rotation beside the flow that it replaces": [
    () =>
      withClient({
        explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        refresh_token_rotation: [{ feature: "ENABLED" }],
      }),
    "ARGUMENT_UNSUPPORTED: explicit_auth_flows has ALLOW_REFRESH_TOKEN_AUTH",
  ],
  "whether existence is hidden is not known": [
    () => withClient({ prevent_user_existence_errors: "${random_password.later.result}" }),
    "VALUE_UNKNOWN: prevent_user_existence_errors decides about access",
  ],
  "a user of no pool": [
    () => poolOf((r) => (r.aws_cognito_user = { a: { user_pool_id: "us-east-1_Other", username: "a" } })),
    "REFERENCE_MISSING: user_pool_id is us-east-1_Other, and no user pool has it",
  ],
  "two passwords": [
    () =>
      poolOf((r) => {
        r.aws_cognito_user = {
          a: { user_pool_id: POOL_ID, username: "a", password: "Passw0rd!", temporary_password: "Passw0rd!" },
        };
      }),
    "ARGUMENT_UNSUPPORTED: password and temporary_password are both set",
  ],
};

test.each(Object.entries(refused))("the gate refuses %s", (_, [edit, error]) => {
  expect(refusal(edit)).toContain(error);
});

function refusal(edit: () => unknown): string {
  try {
    edit();
  } catch (error) {
    if (error instanceof TerraformError)
      return `${error.code}: ${error.message.replace(/identity\/\S+: /, "")}`;
    throw error;
  }
  return "it was read";
}

test("a review reads none of it, so that nothing unknown stops it", () => {
  const read = reading(({ identity }) => {
    identity.resource.random_password = { later: { length: 12 } };
    identity.resource.aws_cognito_user_pool.people.schema = "${random_password.later.result}";
    identity.resource.aws_cognito_user = { a: { user_pool_id: POOL_ID, username: "a" } };
  });
  const [pool] = read(false).userPools;
  expect(pool?.settings.attributes.size).toBe(20);
  expect(pool?.users).toEqual([]);
});
