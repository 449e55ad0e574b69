import { TerraformError } from "../../../../terraform/error";
import { read, routes, shop } from "./configuration";

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
