import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { apiKitchen } from "../constructs/kitchen/api";
import { identityKitchen } from "../constructs/kitchen/identity";
import { sharingKitchen } from "../constructs/kitchen/sharing";
import { all, type Body, terraformOf as constructsOf, type Terraform } from "../constructs/terraform";
import { terraformOf } from "./synthesized";

type Settings = Partial<Record<keyof Environment, unknown>>;
const stacksOf = (name: string, settings: Settings = {}) =>
  terraformOf(environmentNamed(name, settings)) as unknown as Readonly<Record<string, Terraform & Body>>;

const prod = stacksOf("prod");

/** `STACK/TYPE.NAME: what keeps it` of all that a destroy would not take. */
function keptIn(stacks: Readonly<Record<string, Terraform>>): string[] {
  return Object.entries(stacks).flatMap(([stack, { resource }]) =>
    Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, body]) =>
        [
          body.lifecycle?.prevent_destroy === true ? "prevent_destroy" : "",
          body.deletion_protection === "ACTIVE" ? "deletion_protection" : "",
          body.deletion_protection_enabled ? "deletion_protection_enabled" : "",
          type === "aws_s3_bucket" && !body.force_destroy ? "not emptied" : "",
        ]
          .filter((what) => what !== "")
          .map((what) => `${stack}/${type}.${name}: ${what}`),
      ),
    ),
  );
}

test("in dev, nothing is protected from destruction", () => {
  const dev = stacksOf("dev");
  expect(keptIn(dev)).toEqual([]);
  // Whatever else a provider may call it.
  expect(JSON.stringify(dev)).not.toMatch(
    /"prevent_destroy":|"skip_destroy":true|deletion_protection[a-z_]*":("ACTIVE"|true)/,
  );
});

test("with protection off, nothing is protected in any environment", () => {
  const stacks = stacksOf("prod", { protection: "off" });
  expect(Object.keys(stacks)).toContain("bootstrap");
  expect(keptIn(stacks)).toEqual([]);
  for (const stack of Object.values(stacks))
    for (const key of all(stack, "aws_kms_key")) expect(key.deletion_window_in_days).toBe(7);
});

test("in production, users, identities, keys, data, logs and the API are protected", () => {
  expect(keptIn(prod).sort()).toEqual(
    [
      "bootstrap/aws_api_gateway_account.log-role_account: prevent_destroy",
      ...["access-logs_bucket", "state_state_bucket", "trail_files_bucket"].flatMap((bucket) => [
        `bootstrap/aws_s3_bucket.${bucket}: prevent_destroy`,
        `bootstrap/aws_s3_bucket.${bucket}: not emptied`,
      ]),
      "bootstrap/aws_kms_key.state_key_key: prevent_destroy",
      "bootstrap/aws_kms_key.trail_key_key: prevent_destroy",
      "identity/aws_cognito_identity_pool.identities_pool: prevent_destroy",
      "identity/aws_cognito_user_pool.users_pool: deletion_protection",
      "identity/aws_cognito_user_pool.users_pool: prevent_destroy",
      "identity/aws_kms_key.key_key: prevent_destroy",
      "api/aws_kms_key.edge_key_key: prevent_destroy",
      "routes/aws_api_gateway_rest_api.api_rest-api: prevent_destroy",
      ...["accounts-table", "own-keys_service_owners", "pets-table", "products-table"].flatMap((table) => [
        `api/aws_dynamodb_table.${table}_table: prevent_destroy`,
        `api/aws_dynamodb_table.${table}_table: deletion_protection_enabled`,
      ]),
    ].sort(),
  );
});

test("constructs protect by default", () => {
  const kitchen = { identity: constructsOf(identityKitchen), api: constructsOf(apiKitchen) };
  const kept = keptIn({ ...kitchen, sharing: constructsOf(sharingKitchen) }).map((line) =>
    line.replace(/\.[^:]*/, ""),
  );
  expect([...new Set(kept)].sort()).toEqual([
    "api/aws_api_gateway_rest_api: prevent_destroy",
    "api/aws_kms_key: prevent_destroy",
    "identity/aws_cognito_identity_pool: prevent_destroy",
    "identity/aws_cognito_user_pool: deletion_protection",
    "identity/aws_cognito_user_pool: prevent_destroy",
    "identity/aws_cognito_user_pool_client: prevent_destroy",
    "identity/aws_cognito_user_pool_domain: prevent_destroy",
    "sharing/aws_api_gateway_rest_api: prevent_destroy",
    "sharing/aws_dynamodb_table: deletion_protection_enabled",
    "sharing/aws_dynamodb_table: prevent_destroy",
  ]);
});

describe("encryption back to AWS's own keys", () => {
  const aws: Settings = { encryption: "aws-owned", alarms: "off" };

  test("keeps the former keys in AWS where data is protected, since old logs are encrypted with them", () => {
    const { api, identity } = stacksOf("prod", aws);
    expect(identity?.removed).toEqual([{ from: "aws_kms_key.key_key", lifecycle: { destroy: false } }]);
    expect(api?.removed).toEqual([{ from: "aws_kms_key.edge_key_key", lifecycle: { destroy: false } }]);
    for (const [stack, { removed }] of [
      ["identity", identity as Body],
      ["api", api as Body],
    ] as const)
      expect(prod[stack]?.resource.aws_kms_key).toHaveProperty([removed[0].from.split(".")[1]]);
  });

  test("destroys the former keys where data is not protected", () => {
    for (const stack of Object.values(stacksOf("prod", { ...aws, protection: "off" })))
      expect(stack).not.toHaveProperty("removed");
  });
});
