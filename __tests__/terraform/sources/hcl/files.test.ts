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

test("a file that is no configuration is named, and the others are read", () => {
  const model = read({ "a.tf": shop(), "b.tf": [1] as unknown as Json });
  expect(routes(model)).toEqual(["GET /pets NONE"]);
  expect(model.notices).toContainEqual(expect.objectContaining({ address: "b.tf", weight: "warning" }));
});
