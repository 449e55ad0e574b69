import { accessMatrix } from "../../../terraform/access/matrix";
import { readModel } from "../../../terraform/read";
import { type Root, resolveSystem } from "../../../terraform/sources";
import { named } from "../build/plan";
import { api, found, hcl, POOL, s3 } from "./roots";

/** What one root reads of another by a data source, and what a plan tells other roots. */

describe("a data source", () => {
  const pool = {
    ...named("aws_cognito_user_pool.users"),
    values: { id: "us-east-1_AbCdEf123", name: "users", arn: POOL },
  };
  const parameter = {
    ...named("aws_ssm_parameter.pool"),
    values: { name: "/identity/pool-arn", value: POOL },
  };
  const applied = (...resources: object[]): Root => ({
    name: "identity",
    source: { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
  });
  const written = hcl(
    {
      resource: {
        aws_cognito_user_pool: { users: [{ name: "users" }] },
        aws_ssm_parameter: {
          pool: [{ name: "/identity/pool-arn", type: "String", value: "${aws_cognito_user_pool.users.arn}" }],
        },
      },
    },
    "identity",
  );
  const reading = (data: object, arn: string, provider?: object) =>
    api("s3", s3, arn, { data, ...(provider && { provider: { aws: [provider] } }) });
  const byName = { aws_cognito_user_pools: { users: [{ name: "users" }] } };
  const byId = { aws_cognito_user_pool: { users: [{ user_pool_id: "us-east-1_AbCdEf123" }] } };
  const ssm = { aws_ssm_parameter: { pool: [{ name: "/identity/pool-arn" }] } };
  const firstArn = "${data.aws_cognito_user_pools.users.arns[0]}";

  test.each<[string, object, string]>([
    ["of pools by name", byName, firstArn],
    ["of a pool by id", byId, "${data.aws_cognito_user_pool.users.arn}"],
    ["of a parameter", ssm, "${data.aws_ssm_parameter.pool.value}"],
  ])("%s finds what a state has", (_, data, arn) => {
    expect(found(reading(data, arn), applied(pool, parameter))).toBe(POOL);
  });

  test.each<[string, object, string]>([
    ["of pools by name", byName, firstArn],
    ["of a parameter", ssm, "${data.aws_ssm_parameter.pool.value}"],
  ])("%s finds what another folder writes", (_, data, arn) => {
    const roots = [reading(data, arn), written];
    const made = resolveSystem(roots).resources.find(({ type }) => type === "aws_cognito_user_pool");
    expect(found(...roots)).toEqual(made?.values.arn);
    expect(typeof made?.values.arn).toBe("string");
  });

  test("does not find what is in another region", () => {
    const elsewhere = reading(byName, firstArn, { region: "eu-west-1" });
    expect(found(elsewhere, applied(pool))).toContain("known after apply");
    expect(found(reading(byName, firstArn, { region: "us-east-1" }), applied(pool))).toBe(POOL);
  });

  test("does not choose between two", () => {
    const other = { ...pool, address: "aws_cognito_user_pool.old", name: "old" };
    const one = reading(byId, "${data.aws_cognito_user_pool.users.arn}");
    expect(found(one, applied(pool, other))).toContain("known after apply");
  });
});

describe("outputs of a plan", () => {
  const pool = "aws_cognito_user_pool.users";
  const planned = (value: object): Root => ({
    name: "identity",
    source: {
      kind: "plan",
      document: {
        format_version: "1.2",
        planned_values: {
          outputs: { pool_arn: value },
          root_module: { resources: [{ ...named(pool), values: { name: "users" } }] },
        },
        resource_changes: [
          {
            ...named(pool),
            change: {
              actions: ["create"],
              before: null,
              after: { name: "users" },
              after_unknown: { arn: true, id: true },
            },
          },
        ],
        configuration: {
          root_module: {
            resources: [
              { address: pool, mode: "managed", expressions: { name: { constant_value: "users" } } },
            ],
            outputs: { pool_arn: { expression: { references: [`${pool}.arn`, pool] } } },
          },
        },
      },
    },
  });

  test("are known", () => {
    expect(found(api("s3", s3), planned({ value: POOL }))).toBe(POOL);
  });

  test("are those of a resource that the plan creates", () => {
    const roots = [api("s3", s3), planned({})];
    const resolved = resolveSystem(roots);
    const made = resolved.resources.find(({ address }) => address === "identity/aws_cognito_user_pool.users");
    expect(found(...roots)).toBe(made?.values.arn);
    const [shop] = readModel(resolved).apis;
    expect(shop?.authorizers).toMatchObject([{ providerArns: [made?.values.arn] }]);
    expect(accessMatrix(readModel(resolved)).routes).toEqual([]);
  });
});
