import { readTerraform } from "../../../../terraform/read";
import { detect } from "../../../../terraform/sources";
import { state } from "../../applied/orders";
import { type Document, named, TRUST } from "../../build/plan";
import { rawState } from "../../build/raw-state";

/** A state as Terraform keeps it: what terraform.tfstate and a backend have. */

const read = (document: unknown) => readTerraform({ kind: "state", document });

test("is read like the one that terraform show prints", () => {
  const raw = rawState(state);
  expect(detect(raw)).toBe("state");
  expect(read(raw)).toEqual(read(state));
});

test("without resources and outputs is an empty one", () => {
  expect(read({ version: 4, lineage: "x", serial: 1 }).apis).toEqual([]);
});

const role = {
  ...named("aws_iam_role.r"),
  values: { id: "r", name: "r", arn: "arn:aws:iam::111122223333:role/r", assume_role_policy: TRUST },
};
const shown = (...resources: Document[]) => ({
  format_version: "1.0",
  values: { root_module: { resources } },
});

test("a tainted object is still there", () => {
  const raw = rawState(shown(role));
  raw.resources[0].instances[0].status = "tainted";
  expect(read(raw).roles).toHaveLength(1);
});

test.each([
  ["as it is kept", rawState],
  ["as it is shown", (document: Document) => document],
])("a deposed object is not read, and is named, %s", (_, form) => {
  const deposed = { ...role, deposed_key: "0a1b2c3d", values: { ...role.values, id: "old", name: "old" } };
  const model = read(form(shown(role, deposed)));
  expect(model.roles.map(({ name }) => name)).toEqual(["r"]);
  expect(model.notices).toContainEqual({
    address: "aws_iam_role.r",
    message: expect.stringContaining("its deposed object 0a1b2c3d is still in the cloud"),
    weight: "warning",
  });
});

test.each<[string, object, string, string]>([
  ["of Terraform 0.11", { version: 3, serial: 1, modules: [] }, "VERSION_UNSUPPORTED", "has version 3"],
  ["of the future", { version: 5, lineage: "x" }, "VERSION_UNSUPPORTED", "has version 5"],
  [
    "that is encrypted",
    { serial: 1, lineage: "x", encrypted_data: "…" },
    "DOCUMENT_MALFORMED",
    "tofu show -json",
  ],
  [
    "whose resources are no list",
    { version: 4, lineage: "x", resources: {} },
    "DOCUMENT_MALFORMED",
    "resources is an object, and Terraform writes a list there",
  ],
  [
    "of a resource without a type",
    { version: 4, lineage: "x", resources: [{ mode: "managed", name: "x" }] },
    "DOCUMENT_MALFORMED",
    "resources[0].type is missing",
  ],
])("one %s is one error", (_, document, code, message) => {
  expect(() => read(document)).toThrow(
    expect.objectContaining({ name: "TerraformError", code, message: expect.stringContaining(message) }),
  );
});
