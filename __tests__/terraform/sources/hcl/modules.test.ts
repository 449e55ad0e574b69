import { TerraformError } from "../../../../terraform/error";
import { type Json, provider, read, routes, shop } from "./configuration";

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
    ["terraform-aws-modules/vpc/aws", "x"],
    ["../elsewhere/terraform-aws-apigw", "x"],
    ["example/grants/aws", "${aws_api_gateway_rest_api.a.execution_arn}"],
  ])("that are not available are named once, with what they could hold: %s", (source, given) => {
    const inner = { module: { grants: [{ source, given }] } };
    const main = { ...shop(), module: { inner: [{ source: "./inner", for_each: { a: 1, b: 2 } }] } };
    const { notices } = read({ "main.tf": main, "inner/main.tf": inner });
    expect(notices.filter(({ message }) => message.includes("not available"))).toMatchObject([
      {
        address: "module.inner.module.grants",
        message: expect.stringContaining(`${JSON.stringify(source)} is not available: it may hold routes`),
        weight: "warning",
      },
    ]);
  });

  test("that terraform init fetched are read, also in one another", () => {
    const root = {
      ...shop({ authorization: "${module.edge.lock}" }),
      module: { edge: [{ source: "acme/edge/aws" }] },
    };
    const edge = {
      module: { inner: [{ source: "git::https://example.com/inner" }], local: [{ source: "./local" }] },
      output: { lock: [{ value: "${module.inner.lock}${module.local.end}" }] },
    };
    const files = {
      "main.tf": root,
      ".terraform/modules/edge/main.tf": edge,
      ".terraform/modules/edge/local/main.tf": { output: { end: [{ value: "IAM" }] } },
      ".terraform/modules/edge.inner/main.tf": { output: { lock: [{ value: "AWS_" }] } },
    };
    const fetched = {
      edge: { folder: ".terraform/modules/edge" },
      "edge.inner": { folder: ".terraform/modules/edge.inner" },
    };
    expect(routes(read(files, { fetched }))).toEqual(["GET /pets AWS_IAM"]);
    const { notices } = read(files, { fetched: { edge: fetched.edge } });
    expect(notices.map(({ address }) => address)).toContain("module.edge.module.inner");
  });

  test.each([
    ["acme/edge/aws", undefined, "registry.terraform.io/acme/edge/aws", "1.2.3", true],
    ["acme/edge/aws", "~> 1.1", "registry.terraform.io/acme/edge/aws", "1.2.3", true],
    ["acme/edge/aws", "~> 1.1.0", "registry.terraform.io/acme/edge/aws", "1.2.3", false],
    ["acme/edge/aws", ">= 1.0, < 2.0", "registry.terraform.io/acme/edge/aws", "2.0.0", false],
    ["acme/edge/aws", "1.2.4", "registry.terraform.io/acme/edge/aws", "1.2.3", false],
    ["acme/edge/aws//modules/a", undefined, "registry.terraform.io/acme/edge/aws//modules/a", "1.0.0", true],
    ["acme/other/aws", undefined, "registry.terraform.io/acme/edge/aws", "1.0.0", false],
    [
      "github.com/acme/edge?ref=v2",
      undefined,
      "git::https://github.com/acme/edge.git?ref=v2",
      undefined,
      true,
    ],
    [
      "github.com/acme/edge?ref=v2",
      undefined,
      "git::https://github.com/acme/edge.git?ref=v1",
      undefined,
      false,
    ],
    ["git@github.com:acme/edge.git", undefined, "git::ssh://git@github.com/acme/edge.git", undefined, true],
  ])("%s (%s) is what was fetched as %s (%s): %s", (asked, constraint, source, version, isSame) => {
    const call = { source: asked, ...(constraint && { version: constraint }) };
    const fetched = { edge: { folder: "fetched", source, ...(version && { version }) } };
    const model = read(
      { "main.tf": { module: { edge: [call] } }, "fetched/main.tf": shop() },
      { fetched, root: "" },
    );
    expect(model.apis).toHaveLength(isSame ? 1 : 0);
    expect(model.notices.some(({ message }) => message.startsWith("terraform init fetched"))).toBe(!isSame);
  });

  test("are found by a path that leaves the tree and enters it again", () => {
    const files = {
      "project/root/main.tf": { ...shop(), module: { m: [{ source: "../../project/group" }] } },
      "project/group/main.tf": { resource: { aws_iam_group: { g: [{ name: "g" }] } } },
    };
    expect(read(files, { root: "project/root" }).groups).toHaveLength(1);
  });

  test("are values as a whole, of each instance or of all", () => {
    const m = { output: { lock: [{ value: "${var.lock}" }] }, variable: { lock: [{}] } };
    const lock = (expression: string, repeated: Json) =>
      routes(
        read({
          "main.tf": {
            ...shop({ authorization: `\${${expression}}` }),
            module: { m: [{ source: "./m", lock: "NONE", ...repeated }] },
          },
          "m/main.tf": m,
        }),
      );
    expect(lock("[for each in module.m : each.lock][0]", { for_each: { a: 1 } })).toEqual(["GET /pets NONE"]);
    expect(lock("one(module.m[*].lock)", { count: 1 })).toEqual(["GET /pets NONE"]);
    expect(lock("values(module.m)[0].lock", { for_each: { a: 1 } })).toEqual(["GET /pets NONE"]);
    expect(lock('try(module.m[0].lock, "AWS_IAM")', { count: 0 })).toEqual(["GET /pets AWS_IAM"]);
  });

  describe("that do not end", () => {
    const call = (source: string) => ({ module: { m: [{ source }], n: [{ source }] } });
    const itself = "the module calls itself: what is in it is missing here";
    const doubled = Array.from({ length: 30 }, (_, at) => [`m${at}/main.tf`, call(`../m${at + 1}`)] as const);
    const cases: readonly (readonly [string, Record<string, Json>, readonly string[]])[] = [
      ["the root", { "main.tf": call("./") }, [`module.m: ${itself}`, `module.n: ${itself}`]],
      [
        "through another",
        {
          "main.tf": { module: { m: [{ source: "./a" }] } },
          "a/main.tf": call("../b"),
          "b/main.tf": call("../a"),
        },
        ["m.module.m", "m.module.n", "n.module.m", "n.module.n"].map(
          (at) => `module.m.module.${at}: ${itself}`,
        ),
      ],
      [
        "doubled at each level",
        { "main.tf": call("./m0"), ...Object.fromEntries(doubled), "m30/main.tf": {} },
        [expect.stringMatching(/: it is one of more than 2000 modules: what is in it is missing here$/)],
      ],
    ];
    test.each(cases)("are named: %s", (_, files, expected) => {
      const { notices } = read(files);
      const hidden = notices.filter(({ unread }) => unread?.hides);
      expect(hidden.map(({ address, message }) => `${address}: ${message}`)).toEqual(
        expect.arrayContaining([...expected]),
      );
      expect(hidden.length).toBeLessThan(40);
    });

    test("are refused by the gate", () => {
      expect(() => read({ "main.tf": call("./") }, {}, { strict: true })).toThrow(TerraformError);
    });
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
