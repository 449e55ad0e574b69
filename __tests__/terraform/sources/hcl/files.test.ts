import { type Json, read, routes, shop } from "./configuration";

test("files: a body from templatefile(), with its variables", () => {
  const json = shop();
  const { aws_api_gateway_rest_api: api } = json.resource as Json;
  Object.assign((api as { a: Json[] }).a[0] as Json, {
    body: '${templatefile("${path.module}/api.json", { path = "cats" })}',
  });
  const body = JSON.stringify({ openapi: "3.0.1", paths: { "/${path}": { get: {} } } });
  expect(
    routes(read({ "main.tf": json }, { readText: (path) => (path === "api.json" ? body : undefined) })),
  ).toEqual(["GET /pets NONE", "GET /cats NONE"]);
});

test("try() and can() pass over what Terraform would refuse", () => {
  const json = {
    ...shop({ authorization: '${try(local.a.lock, can(local.a.x) ? "AWS_IAM" : "NONE")}' }),
    locals: [{ a: { x: 1 } }],
  };
  expect(routes(read({ "main.tf": json }))).toEqual(["GET /pets AWS_IAM"]);
});

test("a resource that is forgotten and not destroyed has a warning: it stays in the cloud", () => {
  const removed = [
    { from: "${aws_iam_role_policy.gone}", lifecycle: [{ destroy: false }] },
    { from: "${aws_iam_role_policy.destroyed}", lifecycle: [{ destroy: true }] },
    { from: "${aws_iam_role_policy.too}" },
  ];
  const { notices } = read({ "a.tf": shop(), "b.tf": { removed } });
  expect(notices.filter(({ message }) => message.startsWith("it is forgotten"))).toMatchObject([
    { address: "aws_iam_role_policy.gone", message: expect.any(String), weight: "warning" },
  ]);
});

test.each<[string, Record<string, Json>, string]>([
  ["no files", {}, "there are no Terraform files"],
  ["two configurations", { "a/main.tf": shop(), "b/main.tf": shop() }, "a and b are two configurations"],
])("%s is one error", (_, files, message) => {
  expect(() => read(files)).toThrow(
    expect.objectContaining({
      name: "TerraformError",
      code: "DOCUMENT_MALFORMED",
      message: expect.stringContaining(message),
    }),
  );
});

const GET = "aws_api_gateway_method.m";

/** What the gate refuses; any other reader names it, and its cells are unknown. */
test.each<[string, Record<string, Json>, string, string]>([
  [
    "a resource declared in two files",
    { "a.tf": shop(), "b.tf": { resource: { aws_api_gateway_method: { m: [{}] } } } },
    "DUPLICATE",
    `b.tf: ${GET} is declared a second time`,
  ],
  [
    "a local that refers to itself",
    { "a.tf": { ...shop({ authorization: "${local.a}" }), locals: [{ a: "${local.a}" }] } },
    "REFERENCE_CYCLE",
    "local.a: it refers to itself: local.a → local.a",
  ],
  [
    "a reference to nothing",
    { "a.tf": shop({ authorization: "${aws_ssm_parameter.gone.value}" }) },
    "REFERENCE_MISSING",
    `${GET}: aws_ssm_parameter.gone is referred to`,
  ],
  [
    "a count that is none",
    { "a.tf": shop({ count: "many" }) },
    "ARGUMENT_UNSUPPORTED",
    `${GET}: count is the text`,
  ],
  [
    "a local declared twice",
    { "a.tf": { ...shop({ authorization: "${local.a}" }), locals: [{ a: "NONE" }, { a: "AWS_IAM" }] } },
    "DUPLICATE",
    "a.tf: local.a is declared a second time",
  ],
])("%s makes its own cells unknown", (_, files, code, notice) => {
  const model = read(files);
  expect(model.apis[0]?.methods).toEqual([expect.objectContaining({ unknown: expect.any(String) })]);
  expect(model.notices.map(({ address, message }) => `${address}: ${message}`)).toContainEqual(
    expect.stringContaining(notice),
  );
  expect(() => read(files, {}, { strict: true })).toThrow(expect.objectContaining({ code }));
});

describe("override files", () => {
  const over = (method: Json, more: Json = {}) => ({
    "a.tf": shop({ authorization: "AWS_IAM", api_key_required: true }),
    "z_override.tf": { resource: { aws_api_gateway_method: { m: [method] } }, ...more },
  });

  test("replace arguments and leave the others, whichever file is read first", () => {
    const files = over({ authorization: "NONE" });
    for (const order of [files, Object.fromEntries(Object.entries(files).reverse())]) {
      const [method] = read(order as Record<string, Json>).apis[0]?.methods ?? [];
      expect(method).toMatchObject({ authorization: "NONE", apiKeyRequired: true });
    }
  });

  test("replace locals, variables by argument, and providers by alias", () => {
    const files = {
      "a.tf": {
        ...shop({ authorization: "${local.lock}", region: "${var.region}" }),
        locals: [{ lock: "NONE" }],
        variable: { region: [{ type: "string", default: "eu-west-1" }] },
      },
      "override.tf.json": {
        locals: { lock: "AWS_IAM" },
        variable: { region: { default: "us-west-2" } },
        provider: { aws: { region: "eu-north-1" } },
      },
    };
    const model = read(files);
    expect(routes(model)).toEqual(["GET /pets AWS_IAM"]);
    expect(model.apis[0]?.executionArn).toContain(":eu-north-1:");
  });

  test("replace all blocks of a name, also dynamic ones", () => {
    const role = (inner: Json) => ({
      resource: { aws_iam_role: { r: [{ name: "r", assume_role_policy: "{}", ...inner }] } },
    });
    const policy = (name: string) => ({ name, policy: '{"Version":"2012-10-17","Statement":[]}' });
    const dynamic = {
      inline_policy: [{ for_each: ["a", "b"], content: [policy("${inline_policy.value}")] }],
    };
    const names = (below: Json, above: Json) =>
      read({
        "a.tf": role(below),
        "override.tf": { resource: { aws_iam_role: { r: [above] } } },
      }).roles[0]?.policies.map(({ name }) => name);
    expect(names({ inline_policy: [policy("x"), policy("y")] }, { inline_policy: [policy("z")] })).toEqual([
      "z",
    ]);
    expect(names({ dynamic }, { inline_policy: [policy("z")] })).toEqual(["z"]);
    expect(names({ inline_policy: [policy("x")] }, { dynamic })).toEqual(["a", "b"]);
  });

  test("of what is not there are named", () => {
    const { notices } = read({
      "a.tf": shop(),
      "override.tf": { resource: { aws_iam_role: { gone: [{}] } } },
    });
    expect(notices).toContainEqual(
      expect.objectContaining({
        address: "override.tf",
        message: expect.stringContaining("aws_iam_role.gone"),
      }),
    );
  });
});

test("a .tf.json may have lists of objects in place of objects", () => {
  const { resource, ...rest } = shop();
  const [api, path, method] = Object.entries(resource as Json).map(([type, blocks]) => ({ [type]: blocks }));
  expect(routes(read({ "a.tf.json": { ...rest, resource: [api, path, method] } }))).toEqual([
    "GET /pets NONE",
  ]);
});

test("blocks that make nothing are passed over, and one of an unknown kind is named", () => {
  const quiet = {
    moved: [{ from: "${aws_iam_role.a}", to: "${aws_iam_role.b}" }],
    import: [{ to: "${aws_iam_role.b}", id: "b" }],
    check: { c: [{ assert: [{ condition: "${false}", error_message: "no" }] }] },
    ephemeral: { aws_secretsmanager_secret_version: { s: [{ secret_id: "s" }] } },
    terraform: [{ required_version: ">= 1.5", backend: { s3: [{ bucket: "b" }] } }],
  };
  const { notices } = read({ "a.tf": shop(), "b.tf": quiet });
  expect(notices.filter(({ address }) => address === "b.tf")).toEqual([]);
  expect(read({ "a.tf": shop(), "b.tf": { wish: [{}] } }).notices).toContainEqual(
    expect.objectContaining({ address: "b.tf", message: expect.stringContaining("blocks of the kind wish") }),
  );
  const secret = shop({ authorization: "${ephemeral.aws_secretsmanager_secret_version.s.secret_string}" });
  expect(read({ "a.tf": secret, "b.tf": quiet }).apis[0]?.methods[0]?.unknown).toContain("ephemeral.");
});

test("a file that is no configuration is named, and the others are read", () => {
  const model = read({ "a.tf": shop(), "b.tf": [1] as unknown as Json });
  expect(routes(model)).toEqual(["GET /pets NONE"]);
  expect(model.notices).toContainEqual(expect.objectContaining({ address: "b.tf", weight: "warning" }));
});
