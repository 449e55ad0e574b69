import { accessMatrix } from "../../../terraform/access/matrix";
import { readModel } from "../../../terraform/read";
import { type Resolved, type Root, resolveSystem } from "../../../terraform/sources";
import { named } from "../build/plan";

/** Roots that are one system: what one of them asks for is an output of another. */

const POOL = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123";

/** A folder of one file, as the parser gives it. */
function hcl(json: object, name: string, location = `/work/${name}`): Root {
  return { name, location, source: { kind: "hcl", files: [{ path: "main.tf", json }] } };
}

function state(outputs: object, name: string, location = `/states/${name}.tfstate`): Root {
  const shown = Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, { value }]));
  const document = { format_version: "1.0", values: { outputs: shown, root_module: { resources: [] } } };
  return { name, location, source: { kind: "state", document } };
}

/** A root whose authorizer takes the pool that a remote state names. */
function api(
  backend: string,
  config: object,
  provider_arn = "${data.terraform_remote_state.identity.outputs.pool_arn}",
  { data = {}, ...more }: { readonly data?: object; readonly [section: string]: unknown } = {},
) {
  return hcl(
    {
      ...more,
      data: { terraform_remote_state: { identity: [{ backend, config }] }, ...data },
      resource: {
        aws_api_gateway_rest_api: { shop: [{ name: "shop" }] },
        aws_api_gateway_authorizer: {
          pool: [
            {
              name: "pool",
              rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
              type: "COGNITO_USER_POOLS",
              provider_arns: [provider_arn],
            },
          ],
        },
      },
    },
    "api",
  );
}

const identity = (backend: object | undefined, outputs: object = { pool_arn: POOL }, name = "identity") =>
  hcl(
    {
      ...(backend && { terraform: [{ backend: [backend] }] }),
      output: Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, [{ value }]])),
    },
    name,
  );

/** The pools of the authorizer, or why they are not known. */
function found(...roots: readonly Root[]): unknown {
  const { resources }: Resolved = resolveSystem(roots);
  const authorizer = resources.find(({ type }) => type === "aws_api_gateway_authorizer");
  const [arn] = (authorizer?.values.provider_arns ?? []) as unknown[];
  return typeof arn === "object" ? (arn as { unknown: string }).unknown : arn;
}

const s3 = { bucket: "states", key: "identity/terraform.tfstate", region: "us-east-1" };
const MISSING = "output pool_arn of the s3 state states/identity/terraform.tfstate: give that root too";

const cases: Readonly<Record<string, readonly [roots: readonly Root[], expected: string]>> = {
  "the same place in S3": [[api("s3", s3), identity({ s3: [s3] })], POOL],
  "another key in S3": [[api("s3", s3), identity({ s3: [{ ...s3, key: "dev/identity.tfstate" }] })], MISSING],
  "another bucket": [[api("s3", s3), identity({ s3: [{ ...s3, bucket: "others" }] })], MISSING],
  "another backend": [[api("s3", s3), identity({ gcs: [{ bucket: "states" }] })], MISSING],
  "a backend that is configured when it is initialised": [[api("s3", s3), identity({ s3: [{}] })], POOL],
  "no backend that is written": [[api("s3", s3), identity(undefined)], POOL],
  "a state that was fetched": [[api("s3", s3), state({ pool_arn: POOL }, "identity")], POOL],
  "no root": [[api("s3", s3)], MISSING],
  "a root without the output": [[api("s3", s3), state({ other: POOL }, "identity")], MISSING],
  "two roots with the output, one of them named in the place": [
    [api("s3", s3), state({ pool_arn: "other" }, "legacy"), state({ pool_arn: POOL }, "identity")],
    POOL,
  ],
  "two roots with the output, and none named in the place": [
    [api("s3", s3), state({ pool_arn: "other" }, "legacy"), state({ pool_arn: POOL }, "users")],
    MISSING,
  ],
  "the same place, and another root with the output": [
    [api("s3", s3), identity({ s3: [s3] }), state({ pool_arn: "other" }, "legacy")],
    POOL,
  ],
  "a file beside the folders": [
    [api("local", { path: "../identity/terraform.tfstate" }), identity(undefined)],
    POOL,
  ],
  "a file that is the given state": [
    [api("local", { path: "../../states/identity.tfstate" }), state({ pool_arn: POOL }, "identity")],
    POOL,
  ],
  "another file": [
    [api("local", { path: "../people/terraform.tfstate" }), identity(undefined)],
    "output pool_arn of the local state /work/people/terraform.tfstate: give that root too",
  ],
  "an address": [
    [
      api("http", { address: "https://states.example.com/identity" }),
      identity({ http: [{ address: "https://states.example.com/identity" }] }),
    ],
    POOL,
  ],
  "a workspace of HCP Terraform": [
    [
      api("remote", { organization: "acme", workspaces: { name: "identity" } }),
      hcl(
        {
          terraform: [{ cloud: [{ organization: "acme", workspaces: [{ name: "identity" }] }] }],
          output: { pool_arn: [{ value: POOL }] },
        },
        "people",
      ),
    ],
    POOL,
  ],
  "all outputs in a local": [
    [
      api("s3", s3, "${local.identity.pool_arn}", {
        locals: [{ identity: "${data.terraform_remote_state.identity.outputs}" }],
      }),
      identity({ s3: [s3] }),
    ],
    POOL,
  ],
};

test.each(Object.entries(cases))("%s", (_, [roots, expected]) => {
  expect(found(...roots)).toBe(expected);
});

test.each([
  ["one output", undefined, "output pool_arn of"],
  ["an output of all in a local", "${local.identity.pool_arn}", "outputs of"],
])("a state that is missing is a warning: %s", (_, arn, which) => {
  const locals = [{ identity: "${data.terraform_remote_state.identity.outputs}" }];
  const { notices = [] } = resolveSystem([api("s3", s3, arn, { locals })]);
  expect(notices).toEqual([
    expect.objectContaining({
      address: "api/data.terraform_remote_state.identity",
      message: `${which} the s3 state states/identity/terraform.tfstate: give that root too`,
      weight: "warning",
    }),
  ]);
});

test("a state that is missing, and has no say, is no warning", () => {
  const logs = {
    aws_cloudwatch_log_group: { l: [{ name: "${data.terraform_remote_state.identity.outputs.x}" }] },
  };
  const data = { terraform_remote_state: { identity: [{ backend: "s3", config: s3 }] } };
  const { notices = [] } = resolveSystem([hcl({ data, resource: logs }, "api")]);
  expect(notices.filter(({ message }) => message.includes("give that root"))).toEqual([]);
});

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

test("the region is that of the root that has the API", () => {
  const people = hcl({ provider: { aws: [{ region: "eu-west-1" }] } }, "people");
  const shop = api("s3", s3, POOL, { provider: { aws: [{ region: "us-west-2" }] } });
  expect(resolveSystem([people, shop]).region).toBe("us-west-2");
});

test("a permission of one account for an API of another one holds", () => {
  const root = (name: string, ...resources: object[]): Root => ({
    name,
    source: { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
  });
  const shop = {
    ...named("aws_api_gateway_rest_api.shop"),
    values: {
      id: "abc123",
      name: "shop",
      execution_arn: "arn:aws:execute-api:us-east-1:111122223333:abc123",
    },
  };
  const lambda = {
    ...named("aws_lambda_function.fn"),
    values: { function_name: "fn", arn: "arn:aws:lambda:us-east-1:444455556666:function:fn" },
  };
  const permission = (source_account: string) => ({
    ...named("aws_lambda_permission.fn"),
    values: {
      function_name: "fn",
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      source_account,
    },
  });
  const permissions = (account: string) => {
    const roots = [root("api", shop), root("functions", lambda, permission(account))];
    return readModel(resolveSystem(roots)).functions[0]?.permissions.length;
  };
  expect(permissions("111122223333")).toBe(1);
  expect(permissions("777788889999")).toBe(0);
});

describe("a state that has read another one", () => {
  const outputs = { pool_arn: POOL, vpc_id: "vpc-1" };
  const config = { bucket: "states", key: "identity/terraform.tfstate" };
  const remote = (values: object) => ({
    address: "data.terraform_remote_state.identity",
    mode: "data",
    type: "terraform_remote_state",
    name: "identity",
    values: { backend: "s3", ...values },
  });
  const authorizer = {
    ...named("aws_api_gateway_authorizer.pool"),
    values: { id: "a", rest_api_id: "r", name: "pool", type: "COGNITO_USER_POOLS", provider_arns: [POOL] },
  };
  const root = (...resources: object[]): Root => ({
    name: "api",
    source: { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
  });
  const notices = (...roots: readonly Root[]) => resolveSystem(roots).notices ?? [];
  const missing = {
    address: "api/data.terraform_remote_state.identity",
    message:
      "output pool_arn of the s3 state states/identity/terraform.tfstate: give that state, or a plan of its root, too",
    weight: "warning",
  };

  test("names it, and the outputs that have a say", () => {
    expect(notices(root(remote({ config, outputs }), authorizer))).toEqual([
      expect.objectContaining(missing),
    ]);
  });

  test("names it also as states are kept, with a type beside such values", () => {
    const kept = remote({
      config: { value: config, type: ["object", {}] },
      outputs: { value: outputs, type: ["object", {}] },
    });
    expect(notices(root(kept, authorizer))).toEqual([expect.objectContaining(missing)]);
  });

  test("names nothing where the other one is given", () => {
    expect(notices(root(remote({ config, outputs }), authorizer), state(outputs, "identity"))).toEqual([]);
  });

  test("names it where the other one has other values, as that of another environment", () => {
    const other = state({ ...outputs, pool_arn: POOL.replace("AbC", "XyZ") }, "identity");
    expect(notices(root(remote({ config, outputs }), authorizer), other)).toEqual([
      expect.objectContaining(missing),
    ]);
  });

  test("names nothing where no output has a say", () => {
    expect(notices(root(remote({ config, outputs: { vpc_id: "vpc-1" } }), authorizer))).toEqual([]);
  });
});

describe("roots with providers for several accounts", () => {
  const provider = (profile: string) => ({ aws: [{ region: "us-east-1", profile }] });
  const methods = (api: string, more: object = {}) => ({
    aws_api_gateway_method: {
      list: [
        {
          rest_api_id: `\${${api}.id}`,
          resource_id: `\${${api}.root_resource_id}`,
          http_method: "GET",
          authorization: "AWS_IAM",
          ...more,
        },
      ],
    },
  });
  const own = (name: string, more?: object) =>
    hcl(
      {
        provider: provider(name),
        resource: {
          aws_api_gateway_rest_api: { own: [{ name }] },
          ...methods("aws_api_gateway_rest_api.own", more),
          aws_iam_role: { [name]: [{ name, assume_role_policy: trusted }] },
          aws_iam_role_policy: {
            [name]: [{ role: `\${aws_iam_role.${name}.name}`, policy: opened }],
          },
        },
      },
      name,
    );
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const trusted = document({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "ec2.amazonaws.com" },
  });
  const opened = document({ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" });
  const reading = (name: string, more?: object) =>
    hcl(
      {
        provider: {
          aws: [
            { region: "us-east-1", profile: name },
            { alias: "other", region: "us-east-1" },
          ],
        },
        data: { aws_api_gateway_rest_api: { theirs: [{ name: "theirs" }] } },
        resource: methods("data.aws_api_gateway_rest_api.theirs", more),
      },
      name,
    );
  /** `theirs anonymous: deny`, by the name of the API. */
  const cellsOf = (...roots: readonly Root[]) =>
    accessMatrix(readModel(resolveSystem(roots))).routes.flatMap(({ api, cells }) =>
      cells.map(({ decision, principal }) => `${api} ${principal}: ${decision}`),
    );
  const THEIRS = "(b/data.aws_api_gateway_rest_api.theirs.id)";

  test("a method of an API that is read with the method's own provider is one of that API", () => {
    expect(cellsOf(own("a"), reading("b"))).toContain(`${THEIRS} anonymous: deny`);
    expect(cellsOf(reading("b"), own("a"))).toContain(`${THEIRS} anonymous: deny`);
  });

  test("a method with another provider than its API is not known, in whichever root", () => {
    expect(cellsOf(own("a"), reading("b", { provider: "aws.other" }))).toContain(
      `${THEIRS} anonymous: unknown`,
    );
  });

  test("each root's API has its methods", () => {
    expect(cellsOf(own("a"), own("b"))).toEqual(
      expect.arrayContaining(["a anonymous: deny", "b anonymous: deny"]),
    );
  });

  test("a role of one account is not known to call the API of another, which may have a policy", () => {
    const found = cellsOf(own("a"), own("b"));
    expect(found).toEqual(expect.arrayContaining(["a iam:a: allow", "b iam:a: unknown"]));
    expect(cellsOf(own("a"), own("b", { authorization: "NONE" }))).toContain("b anonymous: unknown");
  });
});
