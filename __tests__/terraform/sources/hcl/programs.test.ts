import { type Json, read, shop } from "./configuration";

const named = (files: Readonly<Record<string, Json>>, address: string) =>
  read({ "a.tf": shop(), ...files }).notices.filter((notice) => notice.address === address);

test.each([
  ["aws apigateway update-method --patch-operations op=replace", "warning"],
  ["npm run build", undefined],
])("a provisioner that runs %s is named, with the weight %s", (command, weight) => {
  const block = { provisioner: { "local-exec": [{ command }] } };
  const found = named({ "b.tf": { resource: { null_resource: { n: [block] } } } }, "null_resource.n");
  expect(found).toHaveLength(1);
  expect(found[0]?.weight).toBe(weight);
  expect(found[0]?.unread).toBeDefined();
});

test("what a provisioner runs tells two of them apart, and where its folder is does not", () => {
  const says = (command: string) => {
    const block = { provisioner: { "local-exec": [{ command }] } };
    const found = named({ "b.tf": { resource: { null_resource: { n: [block] } } } }, "null_resource.n");
    return found[0]?.unread?.says;
  };
  expect(says("${abspath(path.module)}/a.sh")).toEqual(says("${abspath(path.module)}/a.sh"));
  expect(says("./a.sh")).not.toEqual(says("./b.sh"));
});

const invocation = { aws_lambda_invocation: { x: [{ function_name: "admin-tool", input: "{}" }] } };
const http = (more: Json) => ({ http: { x: [{ url: "https://a.example", ...more }] } });
const local = { "local-exec": [{ command: "./a", when: "${destroy}" }] };

test.each<[string, Json, string]>([
  [
    "a program of a data source",
    { data: { external: { x: [{ program: ["python3", "a.py"] }] } } },
    "data.external.x",
  ],
  ["a function that a data source invokes", { data: invocation }, "data.aws_lambda_invocation.x"],
  ["one that an ephemeral resource invokes", { ephemeral: invocation }, "ephemeral.aws_lambda_invocation.x"],
  ["one that a check invokes", { check: { c: [{ data: invocation }] } }, "data.aws_lambda_invocation.x"],
  ["a request that may change something", { data: http({ method: "POST" }) }, "data.http.x"],
  ["a request whose method is not known", { data: http({ method: "${var.m}" }) }, "data.http.x"],
  ["any request", { ephemeral: { terracurl_request: { x: [{}] } } }, "ephemeral.terracurl_request.x"],
  ["any command", { data: { shell_script: { x: [{}] } } }, "data.shell_script.x"],
  [
    "what runs as a resource goes",
    { removed: [{ from: "${null_resource.x}", provisioner: local }] },
    "null_resource.x",
  ],
])("%s is named", (_, json, address) => {
  expect(named({ "b.tf": json }, address)).toMatchObject([{ unread: { says: expect.anything() } }]);
});

test.each<[string, Json]>([
  ["a request that reads", { data: http({}) }],
  ["a request that reads, written out", { data: http({ method: "GET" }) }],
  ["a check that reads", { check: { c: [{ data: http({}) }] } }],
])("%s is not named", (_, json) => {
  expect(named({ "b.tf": json }, "data.http.x")).toEqual([]);
});

test("what is run, and how often, tells two apart", () => {
  const says = (more: Json) => {
    const data = { aws_lambda_invocation: { x: [{ function_name: "a", ...more }] } };
    return named({ "b.tf": { data } }, "data.aws_lambda_invocation.x")[0]?.unread?.says;
  };
  expect(says({ input: "1" })).toEqual(says({ input: "1" }));
  expect(says({ input: "1" })).not.toEqual(says({ input: "2" }));
  expect(says({ input: "1", count: 0 })).not.toEqual(says({ input: "1", count: 1 }));
});

test.each([
  ["aws", "hashicorp/aws", 0],
  ["aws", "registry.opentofu.org/hashicorp/aws", 0],
  ["aws", "aws", 0],
  ["aws", "other/aws", 1],
  ["aws", "mirror.example/hashicorp/aws", 1],
  ["aws", "hashicorp/awscc", 1],
  ["null", "other/null", 1],
  ["datadog", "DataDog/datadog", 0],
])("a provider %s of the source %s has %d warnings", (name, source, count) => {
  const terraform = [{ required_providers: [{ [name]: { source } }] }];
  const found = named({ "b.tf": { terraform } }, `provider.${name}`);
  expect(found.map(({ weight }) => weight)).toEqual(Array(count).fill("warning"));
});
