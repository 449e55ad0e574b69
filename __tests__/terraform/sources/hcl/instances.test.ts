import type { ApiModel } from "../../../../terraform/model";
import { readTerraform } from "../../../../terraform/read";
import type { TerraformSource } from "../../../../terraform/sources";

type Hcl = Extract<TerraformSource, { kind: "hcl" }>;
type Json = Record<string, unknown>;

/** As @cdktf/hcl2json has it: every block is a list. */
const read = (files: Record<string, Json>, rest: Partial<Hcl> = {}): ApiModel =>
  readTerraform({
    kind: "hcl",
    files: Object.entries(files).map(([path, json]) => ({ path, json })),
    ...rest,
  });

const ofApi = { rest_api_id: "${aws_api_gateway_rest_api.a.id}" };
const provider = { aws: [{ region: "us-east-1" }] };

/** An API of one method, to be changed. */
const shop = (method: Json = {}, resource: Json = {}): Json => ({
  provider,
  resource: {
    aws_api_gateway_rest_api: { a: [{ name: "a" }] },
    aws_api_gateway_resource: {
      r: [
        {
          ...ofApi,
          parent_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
          path_part: "pets",
          ...resource,
        },
      ],
    },
    aws_api_gateway_method: {
      m: [
        {
          ...ofApi,
          resource_id: "${aws_api_gateway_resource.r.id}",
          http_method: "GET",
          authorization: "NONE",
          ...method,
        },
      ],
    },
  },
});

const routes = (model: ApiModel) =>
  model.apis.flatMap(({ methods }) =>
    methods.map(({ authorization, path, verb }) => `${verb} ${path} ${authorization}`),
  );

describe("instances", () => {
  test("of for_each over a map, with each.key and each.value", () => {
    const json = shop(
      {
        for_each: "${local.methods}",
        resource_id: "${aws_api_gateway_resource.r[each.value.path].id}",
        http_method: "${each.key}",
        authorization: '${each.value.open ? "NONE" : "AWS_IAM"}',
      },
      { for_each: "${toset([for m in local.methods : m.path])}", path_part: "${each.value}" },
    );
    const locals = [
      { methods: { GET: { path: "pets", open: true }, POST: { path: "orders", open: false } } },
    ];
    expect(routes(read({ "main.tf": { ...json, locals } }))).toEqual([
      "GET /pets NONE",
      "POST /orders AWS_IAM",
    ]);
  });

  test("of count, with count.index and splats", () => {
    const json = shop(
      { count: "${length(var.paths)}", resource_id: "${aws_api_gateway_resource.r[count.index].id}" },
      { count: 2, path_part: "${var.paths[count.index]}" },
    );
    const variable = { paths: [{ default: ["a", "b"] }] };
    const output = { ids: [{ value: "${aws_api_gateway_resource.r[*].id}" }] };
    expect(routes(read({ "main.tf": { ...json, variable, output } }))).toEqual([
      "GET /a NONE",
      "GET /b NONE",
    ]);
  });

  test("count of 0 is nothing", () => {
    expect(
      routes(
        read({
          "main.tf": shop({ count: "${var.on ? 1 : 0}" }),
          "v.tf": { variable: { on: [{ default: false }] } },
        }),
      ),
    ).toEqual([]);
  });

  test("of an unknown number make a method's decisions unknown", () => {
    const json = { ...shop({ count: "${var.on ? 1 : 0}" }), variable: { on: [{}] } };
    const [method] = read({ "main.tf": json }).apis[0]?.methods ?? [];
    expect(method).toMatchObject({
      address: "aws_api_gateway_method.m[?]",
      unknown: expect.stringContaining("var.on: it has no default"),
    });
  });

  test("a key that is not there is refused", () => {
    const json = shop(
      { resource_id: '${aws_api_gateway_resource.r["gone"].id}' },
      { for_each: { pets: 1 }, path_part: "${each.key}" },
    );
    expect(() => read({ "main.tf": json })).toThrow(expect.objectContaining({ code: "REFERENCE_MISSING" }));
  });
});

describe("variables", () => {
  const json = { ...shop({ authorization: "${var.lock}" }), variable: { lock: [{ type: "string" }] } };

  test("without a default are unknown, with their address", () => {
    expect(read({ "main.tf": json }).apis[0]?.methods[0]?.unknown).toBe("var.lock: it has no default");
  });

  test("take the values that are given", () => {
    expect(routes(read({ "main.tf": json }, { variables: { lock: "AWS_IAM" } }))).toEqual([
      "GET /pets AWS_IAM",
    ]);
  });

  test("the region may be left to the surroundings", () => {
    const { provider: _, ...rest } = shop();
    expect(read({ "main.tf": rest }).apis[0]?.executionArn).toMatch(
      /^arn:aws:execute-api:\(region\):123456789012:/,
    );
  });
});

describe("policies", () => {
  const role = (policy: unknown, data: Json = {}): Json => ({
    ...shop(),
    data,
    resource: {
      ...(shop().resource as Json),
      aws_iam_role: {
        r: [{ name: "r", assume_role_policy: '${jsonencode({ Version = "2012-10-17", Statement = [] })}' }],
      },
      aws_iam_role_policy: { p: [{ role: "${aws_iam_role.r.id}", policy }] },
    },
  });
  const documentOf = (json: Json) => {
    const model = read({ "main.tf": json });
    return { document: model.roles[0]?.policies[0]?.document, arn: model.apis[0]?.executionArn };
  };

  test("of jsonencode() over several lines", () => {
    const { arn, document } = documentOf(
      role(
        '${jsonencode({\n  Version = "2012-10-17"\n  Statement = [{ Effect = "Allow", Action = "execute-api:Invoke",\n    Resource = "${aws_api_gateway_rest_api.a.execution_arn}/*/GET/pets" }]\n})}',
      ),
    );
    expect(document).toMatchObject({ statements: [{ resources: [`${arn}/*/GET/pets`] }] });
  });

  test("of a data source with dynamic statements", () => {
    const statement = {
      for_each: '${toset(["GET", "POST"])}',
      content: [
        {
          actions: ["execute-api:Invoke"],
          resources: ["${aws_api_gateway_rest_api.a.execution_arn}/v1/${statement.value}/pets"],
        },
      ],
    };
    const data = { aws_iam_policy_document: { d: [{ dynamic: { statement: [statement] } }] } };
    const { arn, document } = documentOf(role("${data.aws_iam_policy_document.d.json}", data));
    expect(document).toMatchObject({
      statements: [{ resources: [`${arn}/v1/GET/pets`] }, { resources: [`${arn}/v1/POST/pets`] }],
    });
  });

  test("of dynamic blocks within a statement", () => {
    const condition = {
      for_each: "${var.ranges}",
      iterator: "range",
      content: [{ test: "IpAddress", variable: "aws:SourceIp", values: ["${range.value}"] }],
    };
    const statement = [{ actions: ["*"], resources: ["*"], dynamic: { condition: [condition] } }];
    const json = role("${data.aws_iam_policy_document.d.json}", {
      aws_iam_policy_document: { d: [{ statement }] },
    });
    const variable = (value: Json) => ({ ...json, variable: { ranges: [value] } });
    expect(documentOf(variable({ default: ["203.0.113.0/24"] })).document).toMatchObject({
      statements: [{ conditions: [{ operator: "IpAddress", values: ["203.0.113.0/24"] }] }],
    });
    expect(documentOf(variable({})).document).toEqual({ unknown: "var.ranges: it has no default" });
  });

  test("that only Terraform could work out are unknown, with the reason", () => {
    expect(
      documentOf(role("${data.http.policy.response_body}", { http: { policy: [{ url: "x" }] } })).document,
    ).toEqual({
      unknown: "data.http.policy.response_body: known after apply",
    });
  });
});

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

  test("that are not at hand are said, and what they hand out is unknown", () => {
    const resource = {
      ...(main.resource as Json),
      aws_iam_role_policy: { p: [{ role: '${module.role["a"].arn}', policy: '{"Statement":[]}' }] },
      aws_iam_role: { r: [{ name: "r", assume_role_policy: '{"Statement":[]}' }] },
    };
    const model = read({ "main.tf": { ...main, resource } });
    expect(model.notices).toContainEqual(expect.objectContaining({ address: "module.role" }));
    expect(model.roles[0]?.policies).toMatchObject([
      { document: { unknown: expect.stringContaining("it may hang here") } },
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

test("files: a body from templatefile(), with its variables", () => {
  const json = shop();
  const { aws_api_gateway_rest_api: api } = json.resource as Json;
  Object.assign((api as { a: Json[] }).a[0] as Json, {
    body: '${templatefile("${path.module}/api.json", { path = "cats" })}',
  });
  const body = JSON.stringify({ openapi: "3.0.1", paths: { "/${path}": { get: {} } } });
  expect(routes(read({ "main.tf": json }, { texts: { "api.json": body } }))).toEqual([
    "GET /pets NONE",
    "GET /cats NONE",
  ]);
});

test("try() and can() pass over what Terraform would refuse", () => {
  const json = {
    ...shop({ authorization: '${try(local.a.lock, can(local.a.x) ? "AWS_IAM" : "NONE")}' }),
    locals: [{ a: { x: 1 } }],
  };
  expect(routes(read({ "main.tf": json }))).toEqual(["GET /pets AWS_IAM"]);
});

test("what is forgotten and not destroyed is said: in the cloud it stays", () => {
  const removed = [
    { from: "${aws_iam_role_policy.gone}", lifecycle: [{ destroy: false }] },
    { from: "${aws_iam_role_policy.destroyed}", lifecycle: [{ destroy: true }] },
    { from: "${aws_iam_role_policy.too}" },
  ];
  const { notices } = read({ "a.tf": shop(), "b.tf": { removed } });
  expect(notices.filter(({ message }) => message.startsWith("it is forgotten"))).toEqual([
    { address: "aws_iam_role_policy.gone", message: expect.any(String), weight: "warning" },
  ]);
});

test.each<[string, Record<string, Json>, string]>([
  ["no files", {}, "DOCUMENT_MALFORMED"],
  [
    "a resource declared in two files",
    { "a.tf": shop(), "b.tf": { resource: { aws_api_gateway_rest_api: { a: [{}] } } } },
    "DUPLICATE",
  ],
  ["two configurations", { "a/main.tf": shop(), "b/main.tf": shop() }, "DOCUMENT_MALFORMED"],
  ["an override file", { "a.tf": shop(), "a_override.tf": {} }, "ARGUMENT_UNSUPPORTED"],
  ["a file that is a list", { "a.tf": [] as unknown as Json }, "DOCUMENT_MALFORMED"],
  [
    "a local that refers to itself",
    { "a.tf": { ...shop({ authorization: "${local.a}" }), locals: [{ a: "${local.a}" }] } },
    "REFERENCE_CYCLE",
  ],
  [
    "a reference to nothing",
    { "a.tf": shop({ authorization: "${aws_ssm_parameter.gone.value}" }) },
    "REFERENCE_MISSING",
  ],
  ["a count that is none", { "a.tf": shop({ count: "many" }) }, "EXPRESSION_MALFORMED"],
])("%s is one error", (_, files, code) => {
  expect(() => read(files)).toThrow(expect.objectContaining({ name: "TerraformError", code }));
});
