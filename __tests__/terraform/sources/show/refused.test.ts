import { readTerraform } from "../../../../terraform/read";
import { detect } from "../../../../terraform/sources";
import { creation } from "../../build/plan";

const state = (resources: unknown[]) => ({ format_version: "1.0", values: { root_module: { resources } } });

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner) => [inner], null);
}

test.each<[string, unknown, ReturnType<typeof detect>]>([
  ["a plan", creation(), "plan"],
  ["a state", state([]), "state"],
  ["a state of nothing", { format_version: "1.0" }, "state"],
  ["a synthesized stack", { resource: { aws_iam_role: {} }, terraform: {} }, "cdktf"],
  ["the state file itself", { version: 4, lineage: "x", resources: [] }, "state"],
  ["a package.json", { name: "x", version: "1.0.0" }, undefined],
  ["a list", [], undefined],
  ["null", null, undefined],
])("%s is told from the rest", (_, document, kind) => {
  expect(detect(document)).toBe(kind);
});

test.each(["2.0", "", "1", 1, null, "99999999999999999999.1"])("format_version %j is refused", (version) => {
  const document = { ...creation(), format_version: version };
  const refusal = expect.objectContaining({ name: "TerraformError", code: "VERSION_UNSUPPORTED" });
  expect(() => detect(document)).toThrow(refusal);
  expect(() => readTerraform({ kind: "plan", document })).toThrow(refusal);
});

test.each<[string, "plan" | "state", unknown, string]>([
  ["a state for a plan", "plan", state([]), "found a state"],
  ["a plan for a state", "state", creation(), "found a plan"],
  ["a plan that Terraform did not finish", "plan", { ...creation(), errored: true }, "not whole"],
  [
    "resources that are no list",
    "state",
    { format_version: "1.0", values: { root_module: { resources: {} } } },
    "resources",
  ],
  ["a resource without a type", "state", state([{ address: "a.b" }]), "resources[0].type is missing"],
  [
    "values that are no object",
    "state",
    state([{ address: "a.b", type: "a", mode: "managed", values: 1 }]),
    "resources[0].values is 1, and Terraform writes an object there",
  ],
  [
    "a module that is a text",
    "state",
    { format_version: "1.0", values: { root_module: "x" } },
    "values.root_module is",
  ],
  ["more levels than can be read", "state", state([nested(600)]), "more than 500 levels"],
])("%s is one error", (_, kind, document, message) => {
  expect(() => readTerraform({ kind, document } as Parameters<typeof readTerraform>[0])).toThrow(
    expect.objectContaining({
      name: "TerraformError",
      code: "DOCUMENT_MALFORMED",
      message: expect.stringContaining(message),
    }),
  );
});

describe("what has no part in access", () => {
  const bucket = {
    address: "aws_s3_bucket.b",
    mode: "managed",
    type: "aws_s3_bucket",
    values: { bucket: "b" },
  };

  test.each(["aws_ecs_cluster", "google_storage_bucket", "helm_release", "aws_s3_bucket"])(
    "%s does not stop a reader that is not strict",
    (type) => {
      const document = state([{ ...bucket, address: `${type}.x`, type }]);
      expect(readTerraform({ kind: "state", document }).apis).toEqual([]);
    },
  );

  test("stops a strict one, where it is not known", () => {
    const document = state([{ ...bucket, address: "aws_ecs_cluster.x", type: "aws_ecs_cluster" }]);
    expect(() => readTerraform({ kind: "state", document }, { strict: true })).toThrow(
      expect.objectContaining({ code: "TYPE_UNKNOWN" }),
    );
  });

  test.each(["aws_iam_wish", "aws_api_gateway_wish", "aws_cognito_wish"])(
    "%s could have one: the gate refuses it, and reviews name it",
    (type) => {
      const document = state([{ ...bucket, address: `${type}.x`, type }]);
      expect(() => readTerraform({ kind: "state", document }, { strict: true })).toThrow(
        expect.objectContaining({ code: "TYPE_UNKNOWN", where: `${type}.x` }),
      );
      expect(readTerraform({ kind: "state", document }).notices).toMatchObject([
        { address: `${type}.x`, weight: "warning", unread: { hides: true } },
      ]);
    },
  );
});

describe("a policy that IAM would not take", () => {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const document = state([
    {
      address: "aws_api_gateway_rest_api.a",
      mode: "managed",
      type: "aws_api_gateway_rest_api",
      values: {
        id: "a",
        name: "a",
        root_resource_id: "r",
        execution_arn: "arn:aws:execute-api:us-east-1:111111111111:a",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      },
    },
  ]);

  test("is unknown, with the reason", () => {
    const [api] = readTerraform({ kind: "state", document }).apis;
    expect(api?.policy?.document).toEqual({
      unknown: expect.stringContaining("expected exactly one of Resource and NotResource"),
    });
  });

  test("is refused by a strict reader", () => {
    expect(() => readTerraform({ kind: "state", document }, { strict: true })).toThrow(
      expect.objectContaining({ code: "POLICY_MALFORMED" }),
    );
  });
});
