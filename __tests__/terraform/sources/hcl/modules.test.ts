import { type Json, provider, read, shop } from "./configuration";

describe("modules", () => {
  const main: Json = {
    ...shop(),
    module: {
      role: [
        {
          source: "./modules/role",
          for_each: '${toset(["a"])}',
          name: "${each.key}",
          arn: "${aws_api_gateway_rest_api.a.execution_arn}",
        },
      ],
    },
    output: { arn: [{ value: '${module.role["a"].arn}' }] },
  };
  const module = {
    variable: { name: [{}], arn: [{}], verb: [{ default: "GET" }] },
    output: { arn: [{ value: "${aws_iam_role.r.arn}" }] },
    resource: {
      aws_iam_role: {
        r: [{ name: "${var.name}", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' }],
      },
      aws_iam_role_policy: {
        p: [
          {
            role: "${aws_iam_role.r.name}",
            policy:
              '${jsonencode({Version = "2012-10-17", Statement = {Effect = "Allow", Action = "*", Resource = "${var.arn}/*/${var.verb}/*"}})}',
          },
        ],
      },
    },
  };

  test("of the folder are read, with what they are given and their defaults", () => {
    const model = read({ "main.tf": main, "modules/role/main.tf": module });
    expect(model.roles[0]).toMatchObject({
      address: 'module.role["a"].aws_iam_role.r',
      name: "a",
      policies: [{ document: { statements: [{ resources: [`${model.apis[0]?.executionArn}/*/GET/*`] }] } }],
    });
    expect(model.notices.map(({ address }) => address)).not.toContain("module.role");
  });

  test("in modules are those of their own instance", () => {
    const inner = { resource: { aws_iam_group: { g: [{ name: "${var.name}" }] } }, variable: { name: [{}] } };
    const middle = {
      module: { inner: [{ source: "../inner", name: "${var.name}" }] },
      variable: { name: [{}] },
    };
    const root = {
      provider,
      module: { m: [{ source: "./m", for_each: '${toset(["a", "b"])}', name: "${each.key}" }] },
    };
    const model = read({ "main.tf": root, "m/main.tf": middle, "inner/main.tf": inner });
    expect(model.groups?.map(({ address, name }) => [address, name])).toEqual([
      ['module.m["a"].module.inner.aws_iam_group.g', "a"],
      ['module.m["b"].module.inner.aws_iam_group.g', "b"],
    ]);
  });

  test("that are missing have a notice, and their outputs are unknown", () => {
    const resource = {
      ...(main.resource as Json),
      aws_iam_role_policy: { p: [{ role: '${module.role["a"].arn}', policy: '{"Statement":[]}' }] },
      aws_iam_role: { r: [{ name: "r", assume_role_policy: '{"Statement":[]}' }] },
    };
    const model = read({ "main.tf": { ...main, resource } });
    expect(model.notices).toContainEqual(expect.objectContaining({ address: "module.role" }));
    expect(model.roles[0]?.policies).toMatchObject([
      { document: { unknown: expect.stringContaining("it may be attached here") } },
    ]);
  });

  test.each([
    ["terraform-aws-modules/vpc/aws", "x", undefined],
    ["terraform-aws-modules/iam/aws", "x", "warning"],
    ["example/grants/aws", "${aws_api_gateway_rest_api.a.execution_arn}", "warning"],
  ])("from elsewhere, %s with %s, weigh %s", (source, given, weight) => {
    const module = { grants: [{ source, given }] };
    const { notices } = read({ "main.tf": { ...shop(), module } });
    expect(notices.find(({ address }) => address === "module.grants")?.weight).toBe(weight);
  });

  test("that call themselves are refused", () => {
    const cyclic = { module: { again: [{ source: "../role" }] } };
    expect(() => read({ "main.tf": main, "modules/role/main.tf": { ...module, ...cyclic } })).toThrow(
      expect.objectContaining({ code: "REFERENCE_CYCLE" }),
    );
  });
});

describe("an API that is elsewhere", () => {
  const method = {
    rest_api_id: "${var.api}",
    resource_id: "${var.parent}",
    http_method: "GET",
    authorization: "NONE",
  };
  const json = {
    provider,
    variable: { api: [{}], parent: [{}] },
    resource: { aws_api_gateway_method: { m: [method] } },
  };

  test("is one of its own, with no sure Allow: its resource policy is not known", () => {
    const [api] = read({ "main.tf": json }).apis;
    expect(api).toMatchObject({
      id: "(var.api)",
      unknown: "the API is not in this Terraform",
      policy: { document: { unknown: "the API is not in this Terraform" } },
    });
    expect(api?.methods[0]?.unknown).toContain("its path is not known");
  });

  test("two methods of one unknown API are of one API", () => {
    const resource = { aws_api_gateway_method: { m: [method], n: [{ ...method, http_method: "POST" }] } };
    expect(read({ "main.tf": { ...json, resource } }).apis.map(({ methods }) => methods.length)).toEqual([2]);
  });

  test("what is made from an unknown value is not that value", () => {
    const other = { ...method, rest_api_id: "${lower(var.api)}" };
    const resource = { aws_api_gateway_method: { m: [method], n: [other] } };
    expect(read({ "main.tf": { ...json, resource } }).apis).toHaveLength(2);
  });
});
