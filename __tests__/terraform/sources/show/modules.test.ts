import { readTerraform } from "../../../../terraform/read";
import { creation, type Document, expressionsOf, named, refs } from "../../build/plan";

const read = (document: Document, side?: "before" | "after") =>
  readTerraform({ kind: "plan", document, ...(side && { side }) });

describe("instances", () => {
  const instances = (resource_id: object, of: object = {}) => {
    const document = creation();
    const root = document.planned_values.root_module;
    const [, resource, method, integration] = root.resources;
    const spread = (shown: Document, values: (key: string) => object) =>
      ["a", "b"].map((key) => ({
        ...shown,
        ...named(`${shown.type}.${shown.name}["${key}"]`),
        values: { ...shown.values, ...values(key) },
      }));
    const made = [
      ...spread(resource, (key) => ({ path_part: key })),
      ...spread(method, () => ({})),
      ...spread(integration, () => ({})),
    ];
    const unknown = { id: true, rest_api_id: true, resource_id: true, parent_id: true };
    root.resources = [
      ...root.resources.filter((r: Document) => ![resource, method, integration].includes(r)),
      ...made,
    ];
    document.resource_changes.push(
      ...made.map(({ values, ...of }) => ({
        ...of,
        change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
      })),
    );
    for (const address of ["aws_api_gateway_method.get", "aws_api_gateway_integration.get"]) {
      expressionsOf(document, address).resource_id = resource_id;
      Object.assign(
        document.configuration.root_module.resources.find((r: Document) => r.address === address),
        of,
      );
    }
    return read(document).apis[0]?.methods.map(({ path }) => path);
  };

  test("of for_each find the instance of their own key", () => {
    expect(instances({ references: ["aws_api_gateway_resource.pets", "each.key"] })).toEqual(["/a", "/b"]);
  });

  test("of for_each over the instances of a resource find that of their own key", () => {
    const over = { for_each_expression: { references: ["aws_api_gateway_resource.pets"] } };
    const value = { references: ["each.value.id", "each.value"] };
    expect(instances(value, over)).toEqual(["/a", "/b"]);
  });

  test.each([
    ["each.value of a local", { references: ["local.paths"] }],
    [
      "each.value of a part of a resource",
      { references: ["aws_api_gateway_resource.pets.tags", "aws_api_gateway_resource.pets"] },
    ],
    ["each.value of two", { references: ["aws_api_gateway_resource.pets", "var.more"] }],
  ])("%s is not guessed", (_, for_each_expression) => {
    const paths = instances({ references: ["each.value.id", "each.value"] }, { for_each_expression });
    expect(paths).toEqual([expect.stringMatching(/^\/\(/), expect.stringMatching(/^\/\(/)]);
  });

  test("find one that is named", () => {
    const paths = instances({
      references: [
        'aws_api_gateway_resource.pets["a"].id',
        'aws_api_gateway_resource.pets["a"]',
        "aws_api_gateway_resource.pets",
      ],
    });
    expect(new Set(paths)).toEqual(new Set(["/a"]));
  });

  test("by a key that the plan does not tell are not guessed", () => {
    const paths = instances({
      references: ["aws_api_gateway_resource.pets", "each.value.path", "each.value"],
    });
    expect(paths).toEqual([
      '/(aws_api_gateway_method.get["a"].resource_id)',
      '/(aws_api_gateway_method.get["b"].resource_id)',
    ]);
  });
});

describe("modules", () => {
  /** The shop's role in a module, which takes the API's id and outputs the role's ARN. */
  const inModule = () => {
    const document = creation();
    const root = document.planned_values.root_module;
    const moved = root.resources.filter((r: Document) => r.type.startsWith("aws_iam_"));
    root.resources = root.resources.filter((r: Document) => !moved.includes(r));
    root.child_modules = [
      {
        address: 'module.role["user"]',
        resources: moved.map((r: Document) => ({ ...r, address: `module.role["user"].${r.address}` })),
      },
    ];
    for (const change of document.resource_changes)
      if (change.type.startsWith("aws_iam_")) change.address = `module.role["user"].${change.address}`;
    const { root_module: configured } = document.configuration;
    const inner = configured.resources.filter((r: Document) => r.address.startsWith("aws_iam_"));
    inner.find((r: Document) => r.address === "aws_iam_role_policy.user").expressions.policy =
      refs("var.arns");
    configured.resources = configured.resources.filter((r: Document) => !inner.includes(r));
    configured.module_calls = {
      role: {
        expressions: { arns: refs("aws_api_gateway_rest_api.shop.execution_arn", "each.key") },
        module: {
          resources: inner,
          outputs: { arn: { expression: refs("aws_iam_role.user.arn") } },
        },
      },
    };
    return document;
  };

  test("are read with their addresses, and an unknown policy is traced through their variables", () => {
    const [role] = read(inModule()).roles;
    expect(role?.address).toBe('module.role["user"].aws_iam_role.user');
    expect(role?.policies[0]?.document).toEqual({
      unknown:
        'module.role["user"].aws_iam_role_policy.user.policy: known after apply; it is made from aws_api_gateway_rest_api.shop.execution_arn',
    });
  });

  test.each(['module.role["\\x"]', "module.role[user]", "module.role[", "module."])(
    "whose address is no address, %s, are read without their expressions",
    (address) => {
      const document = inModule();
      document.planned_values.root_module.child_modules[0].address = address;
      expect(read(document).roles).toHaveLength(1);
    },
  );

  test.each([
    ["by its key", ['module.role["user"].arn', 'module.role["user"]']],
    ["by each.key, where there is one output", ["module.role", "each.key"]],
  ])("a group takes the role of a module: %s", (_, references) => {
    const document = inModule();
    const add = (address: string, values: object, unknown: object, expressions: object) => {
      document.planned_values.root_module.resources.push({ ...named(address), values });
      document.resource_changes.push({
        ...named(address),
        change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
      });
      document.configuration.root_module.resources.push({
        address: address.replace(/\[.*/, ""),
        mode: "managed",
        expressions,
      });
    };
    add("aws_cognito_user_pool.p", { name: "p" }, { id: true, arn: true, endpoint: true }, {});
    add(
      'aws_cognito_user_group.g["user"]',
      { name: "user" },
      { role_arn: true, user_pool_id: true },
      { role_arn: { references }, user_pool_id: refs("aws_cognito_user_pool.p.id") },
    );
    const model = read(document);
    expect(model.userPools[0]?.groups[0]?.roleArn).toBe(model.roles[0]?.arn);
  });
});
