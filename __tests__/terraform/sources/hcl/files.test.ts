import { type Json, read, routes, shop } from "./configuration";

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

test("a resource that is forgotten and not destroyed has a warning: it stays in the cloud", () => {
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
