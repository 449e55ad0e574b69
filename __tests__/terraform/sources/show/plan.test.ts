import { decide } from "../../../../terraform/access/decide/decide";
import type { Caller } from "../../../../terraform/access/decide/request";
import { matchRoute } from "../../../../terraform/access/decide/route";
import type { ApiModel } from "../../../../terraform/model";
import type { Decision } from "../../../../terraform/model/decision";
import { readTerraform } from "../../../../terraform/read";
import { creation, type Document, expressionsOf, named, plan, refs, TRUST } from "./fixture";

const read = (document: Document, side?: "before" | "after") =>
  readTerraform({ kind: "plan", document, ...(side && { side }) });

function ask(model: ApiModel, verb: string, path: string, caller: Caller): Decision {
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const match = api && matchRoute(api, verb, path);
  if (!api || !stage || !match) throw new Error(`no ${verb} ${path}`);
  return decide(model, { api, stage, match, verb, path, caller });
}

describe("a plan that creates everything", () => {
  test("links resources through the configuration's references, with stand-ins for what AWS assigns", () => {
    const model = read(creation());
    const [api] = model.apis;
    expect(api?.methods.map(({ path, unknown, verb }) => [verb, path, unknown])).toEqual([
      ["GET", "/pets", undefined],
    ]);
    expect(api?.stages.map(({ name }) => name)).toEqual(["v1"]);
    expect(api?.executionArn).toBe(`arn:aws:execute-api:eu-west-1:123456789012:${api?.id}`);
    expect(api?.policy).toBeUndefined();
    expect(model.notices).toEqual([]);
  });

  test("an unknown policy says what it is made from, and its decision is unknown", () => {
    const model = read(creation());
    const [role] = model.roles;
    const decision = ask(model, "GET", "/pets", { kind: "iam", roleArn: role?.arn ?? "", context: {} });
    expect(decision).toMatchObject({
      outcome: "unknown",
      source: { address: "aws_iam_role_policy.user" },
      reason: expect.stringContaining(
        "known after apply; it is made from aws_api_gateway_rest_api.shop.execution_arn",
      ),
    });
  });

  test("has nothing before", () => {
    expect(read(creation(), "before").apis).toEqual([]);
  });

  test("a reference among others is no link: the method's path is not guessed", () => {
    const document = creation();
    expressionsOf(document, "aws_api_gateway_method.get").resource_id = refs(
      "aws_api_gateway_resource.pets.id",
      "aws_api_gateway_resource.other.id",
    );
    const method = read(document).apis[0]?.methods[0];
    expect(method?.unknown).toContain("its path is not known");
    expect(method?.unknown).toContain("aws_api_gateway_resource.pets.id");
    expect(method?.path).toBe("/(aws_api_gateway_method.get.resource_id)");
  });

  test("a reference to an attribute that the argument cannot take is no link", () => {
    const document = creation();
    expressionsOf(document, "aws_api_gateway_method.get").resource_id = refs(
      "aws_api_gateway_resource.pets.path_part",
    );
    expect(read(document).apis[0]?.methods[0]?.unknown).toContain("its path is not known");
  });

  test("an argument that is unknown and decides makes the method's decisions unknown", () => {
    const document = creation();
    const [, , method] = document.resource_changes;
    delete document.planned_values.root_module.resources[2].values.authorization;
    method.change.after_unknown.authorization = true;
    expressionsOf(document, "aws_api_gateway_method.get").authorization = refs(
      "aws_ssm_parameter.lock.value",
    );
    const decision = ask(read(document), "GET", "/pets", { kind: "anonymous" });
    expect(decision.outcome).toBe("unknown");
    expect(decision.reason).toContain("aws_ssm_parameter.lock.value");
  });

  test("is refused whole by a strict reader, where something is not known", () => {
    const document = creation();
    document.resource_changes[2].change.after_unknown.authorization = true;
    delete document.planned_values.root_module.resources[2].values.authorization;
    expressionsOf(document, "aws_api_gateway_method.get").authorization = refs(
      "aws_ssm_parameter.lock.value",
    );
    expect(() => readTerraform({ kind: "plan", document }, { strict: true })).toThrow(
      expect.objectContaining({ code: "VALUE_UNKNOWN" }),
    );
  });
});

describe("instances", () => {
  const instances = (resource_id: object) => {
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
    for (const address of ["aws_api_gateway_method.get", "aws_api_gateway_integration.get"])
      expressionsOf(document, address).resource_id = resource_id;
    return read(document).apis[0]?.methods.map(({ path }) => path);
  };

  test("of for_each find the instance of their own key", () => {
    expect(instances({ references: ["aws_api_gateway_resource.pets", "each.key"] })).toEqual(["/a", "/b"]);
  });

  test("find one that is named", () => {
    expect(() =>
      instances({
        references: [
          'aws_api_gateway_resource.pets["a"].id',
          'aws_api_gateway_resource.pets["a"]',
          "aws_api_gateway_resource.pets",
        ],
      }),
    ).toThrow(expect.objectContaining({ code: "DUPLICATE" }));
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
  /** The shop's role in a module, which is given the API's id and hands out the role's ARN. */
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

describe("a plan that changes a role", () => {
  const role = {
    name: "user",
    id: "user",
    arn: "arn:aws:iam::111122223333:role/user",
    assume_role_policy: TRUST,
  };
  const allow = (resource: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: resource }],
    });

  test("does not keep the old text of a policy that the role repeats", () => {
    const document = plan(
      [
        {
          address: "aws_iam_role.user",
          actions: ["no-op"],
          values: { ...role, inline_policy: [{ name: "p", policy: allow("arn:aws:a:b:c:d:wide") }] },
        },
        {
          address: "aws_iam_role_policy.p",
          actions: ["update"],
          before: { name: "p", role: "user", policy: allow("arn:aws:a:b:c:d:wide") },
          values: { name: "p", role: "user", policy: allow("arn:aws:a:b:c:d:narrow") },
        },
      ],
      { "aws_iam_role.user": { name: {} }, "aws_iam_role_policy.p": { policy: {} } },
    );
    expect(JSON.stringify(read(document).roles[0]?.policies)).not.toContain("wide");
  });

  test("does not keep an attachment that is removed", () => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const document = plan(
      [{ address: "aws_iam_role.user", actions: ["no-op"], values: { ...role, managed_policy_arns: [arn] } }],
      { "aws_iam_role.user": { name: {} } },
    );
    document.resource_changes.push({
      ...named("aws_iam_role_policy_attachment.gone"),
      change: {
        actions: ["delete"],
        before: { role: "user", policy_arn: arn },
        after: null,
        after_unknown: {},
      },
    });
    expect(read(document).roles[0]?.policies).toEqual([]);
  });

  test("keeps what was attached beside Terraform", () => {
    const document = plan(
      [
        {
          address: "aws_iam_role.user",
          actions: ["no-op"],
          values: { ...role, managed_policy_arns: ["arn:aws:iam::111122223333:policy/by-hand"] },
        },
      ],
      { "aws_iam_role.user": { name: {} } },
    );
    expect(read(document).roles[0]?.policies).toMatchObject([{ document: { unknown: expect.any(String) } }]);
  });

  test("takes the account from its ARNs", () => {
    const document = plan([{ address: "aws_iam_role.user", actions: ["no-op"], values: role }], {});
    expect(read(document).accountId).toBe("111122223333");
  });
});

describe("what a plan forgets and does not destroy", () => {
  const forgetting = (...planned: Parameters<typeof plan>[0]) => {
    const document = plan(planned, {});
    document.resource_changes.push({
      ...named("aws_iam_user.gone"),
      change: { actions: ["forget"], before: { id: "gone", name: "gone", arn: "arn:gone" }, after: null },
    });
    return document;
  };

  test("stays in the cloud as it was", () => {
    expect(read(forgetting()).users?.map(({ address, arn }) => [address, arn])).toEqual([
      ["aws_iam_user.gone", "arn:gone"],
    ]);
  });

  test("is there once, where it has another address from now on", () => {
    const moved = {
      address: "aws_iam_user.moved",
      actions: ["no-op"],
      values: { id: "gone", name: "gone", arn: "arn:gone" },
    };
    expect(read(forgetting(moved)).users?.map(({ address }) => address)).toEqual(["aws_iam_user.moved"]);
  });
});
