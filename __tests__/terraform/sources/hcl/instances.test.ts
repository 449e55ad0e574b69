import { TerraformError } from "../../../../terraform/error";
import { type Json, read, routes, shop } from "./configuration";

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

  const enabledBy = (enabled: unknown): Json => ({ lifecycle: [{ enabled }] });

  test.each<[enabled: unknown, found: readonly string[]]>([
    [true, ["GET /pets NONE"]],
    ["${var.on}", ["GET /pets NONE"]],
    [false, []],
    ["${!var.on}", []],
  ])("enabled by OpenTofu's lifecycle: %s", (enabled, found) => {
    const variable = { on: [{ default: true }] };
    expect(routes(read({ "main.tf": { ...shop(enabledBy(enabled)), variable } }))).toEqual(found);
    const call = { "main.tf": { module: { m: [{ source: "./m", ...enabledBy(enabled) }] }, variable } };
    expect(routes(read({ ...call, "m/main.tf": shop() }))).toEqual(found);
  });

  test.each([
    ["${var.on}", "var.on: it has no default"],
    ["yes", 'enabled is the text "yes"'],
  ])("enabled by what is not known, such as %s, may be there or not", (enabled, why) => {
    const variable = { on: [{}] };
    const unknown = [
      { address: expect.stringMatching(/aws_api_gateway_method\.m$/), unknown: expect.stringContaining(why) },
    ];
    const own = read({ "main.tf": { ...shop(enabledBy(enabled)), variable } });
    expect(own.apis[0]?.methods).toMatchObject(unknown);
    const call = { "main.tf": { module: { m: [{ source: "./m", ...enabledBy(enabled) }] }, variable } };
    expect(read({ ...call, "m/main.tf": shop() }).apis[0]?.methods).toMatchObject(unknown);
  });

  test("what refers to a block that is not enabled is unknown, and the gate takes no such block", () => {
    const lock = (enabled: boolean) => ({
      "main.tf": {
        ...shop({
          authorization:
            '${try(module.lock.value, terraform_data.x.input) == "AWS_IAM" ? "AWS_IAM" : "NONE"}',
        }),
        module: { lock: [{ source: "./lock", ...enabledBy(enabled) }] },
      },
      "lock/main.tf": { output: { value: [{ value: "AWS_IAM" }] } },
    });
    expect(routes(read(lock(true)))).toEqual(["GET /pets AWS_IAM"]);
    expect(read(lock(false)).apis[0]?.methods[0]?.unknown).toContain("it is not enabled");
    expect(() => read({ "main.tf": shop(enabledBy(true)) }, {}, { strict: true })).toThrow(
      "lifecycle.enabled is not evaluated",
    );
  });

  test("a key that is not there makes the method's place unknown, and the gate refuses it", () => {
    const json = shop(
      { resource_id: '${aws_api_gateway_resource.r["gone"].id}' },
      { for_each: { pets: 1 }, path_part: "${each.key}" },
    );
    expect(read({ "main.tf": json }).apis[0]?.methods[0]?.unknown).toContain('there is no "gone"');
    expect(() => read({ "main.tf": json }, {}, { strict: true })).toThrow(TerraformError);
  });

  test("a for_each that refers to its own block has no known number", () => {
    const json = shop({ for_each: "${aws_api_gateway_method.m}" });
    expect(read({ "main.tf": json }).apis[0]?.methods).toMatchObject([
      { address: "aws_api_gateway_method.m[?]", unknown: expect.stringContaining("refers to itself") },
    ]);
  });

  test("more than a project can have are not read", () => {
    const files = {
      "main.tf": { ...shop(), module: { m: [{ source: "./m", count: 200 }] } },
      "m/main.tf": { module: { n: [{ source: "../n", count: 200 }] } },
      "n/main.tf": {},
    };
    const model = read(files);
    expect(routes(model)).toEqual(["GET /pets NONE"]);
    expect(model.notices.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("there are more than 20000"),
    );
  });
});

describe("a resource that refers to itself", () => {
  const tree = (parent_id: string, more: object = {}) => ({
    ...shop(
      { for_each: "${local.tree}", resource_id: "${aws_api_gateway_resource.r[each.key].id}" },
      { for_each: "${local.tree}", path_part: "${each.key}", parent_id, ...more },
    ),
    locals: [{ tree: { a: { parent: null }, b: { parent: "a" } } }],
  });
  const root = "aws_api_gateway_rest_api.a.root_resource_id";
  const refusals = (json: Json) =>
    read({ "main.tf": json }).notices.filter(({ message }) => message.includes("it refers to itself"));
  const ITSELF = `\${each.value.parent == null ? ${root} : aws_api_gateway_resource.r[each.value.parent].id}`;

  test("is refused by Terraform, and read as it is declared", () => {
    expect(routes(read({ "main.tf": tree(ITSELF) }))).toEqual(["GET /a NONE", "GET /a/b NONE"]);
    expect(refusals(tree(ITSELF))).toEqual([
      expect.objectContaining({
        address: "aws_api_gateway_resource.r",
        message:
          "it refers to itself, and Terraform applies no configuration with such a resource: it is read as it is declared",
        weight: "warning",
      }),
    ]);
    expect(() => read({ "main.tf": tree(ITSELF) }, {}, { strict: true })).toThrow(TerraformError);
  });

  test.each<[string, Json]>([
    ["in a part of an expression", tree(`\${try(one(values(aws_api_gateway_resource.r)[*].id), ${root})}`)],
    ["in a block", tree(`\${${root}}`, { timeouts: [{ create: "${aws_api_gateway_resource.r[0].id}m" }] })],
  ])("is named where it does so %s", (_, json) => {
    expect(refusals(json)).toHaveLength(1);
  });

  test.each<[string, Json]>([
    ["another resource", tree(`\${try(aws_api_gateway_resource.r2.id, ${root})}`)],
    ["a data source of its name", tree(`\${try(data.aws_api_gateway_resource.r.id, ${root})}`)],
    ["a text that is no reference", tree(`\${try("aws_api_gateway_resource.r", ${root})}`)],
  ])("is not one that has %s", (_, json) => {
    expect(refusals(json)).toEqual([]);
  });
});
