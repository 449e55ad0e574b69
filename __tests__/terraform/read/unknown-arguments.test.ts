import { readModel, readTerraform } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { creation, expressionsOf } from "../build/plan";
import { type Document, shop, sources } from "../build/stacks";

/** Arguments of a provider that is newer than the registry of types: `wish` stands for one that is not known. */

const method = "aws_api_gateway_method.get";
const warning = (argument: string, also = "") =>
  `the argument ${argument} is not known: what it changes for callers is not evaluated${also}`;

function valuesOf(document: Document, address: string): Document {
  return document.planned_values.root_module.resources.find((r: Document) => r.address === address).values;
}

describe("a plan", () => {
  const notices = (edit: (document: Document) => void) => {
    const document = creation();
    edit(document);
    return readTerraform({ kind: "plan", document }).notices.filter(({ message }) =>
      message.includes("wish"),
    );
  };

  test("warns of an argument that the configuration writes, and is read", () => {
    const found = notices((document) => {
      valuesOf(document, method).wish = "x";
      expressionsOf(document, method).wish = { constant_value: "x" };
    });
    expect(found).toEqual([{ address: method, message: warning("wish"), weight: "warning" }]);
  });

  test("names the argument that was probably meant, and a strict reader too", () => {
    const document = creation();
    valuesOf(document, method).http_methd = "GET";
    expressionsOf(document, method).http_methd = { constant_value: "GET" };
    expect(readTerraform({ kind: "plan", document }).notices).toContainEqual({
      address: method,
      message: warning("http_methd").replace(" is not known", " is not known (did you mean http_method?)"),
      weight: "warning",
    });
    const resolved = resolveTerraform({ kind: "plan", document });
    expect(() => readModel(resolved, { strict: true })).toThrow(
      "aws_api_gateway_method has no argument http_methd; did you mean http_method?",
    );
  });

  test.each([
    ["a text that the provider computes", "2026-01-01T00:00:00Z"],
    ["a list that the provider computes", ["a", "b"]],
    ["an argument that is not set", null],
    ["an argument of an older provider that is empty", ""],
  ])("says nothing of %s", (_, value) => {
    const found = notices((document) => {
      valuesOf(document, method).wish = value;
    });
    expect(found).toEqual([]);
  });

  test("warns of a list of blocks, which a dynamic block may have written", () => {
    const found = notices((document) => {
      valuesOf(document, method).wish = [{ open: true }];
    });
    expect(found).toEqual([{ address: method, message: warning("wish"), weight: "warning" }]);
  });

  test.each([
    ["warns of an argument of a block that the configuration writes", { wish: { constant_value: true } }, 1],
    ["says nothing of an attribute of a block that the provider computes", {}, 0],
  ])("%s", (_, written, count) => {
    const api = "aws_api_gateway_rest_api.shop";
    const found = notices((document) => {
      valuesOf(document, api).endpoint_configuration = [{ types: ["REGIONAL"], wish: true }];
      expressionsOf(document, api).endpoint_configuration = [
        { types: { constant_value: ["REGIONAL"] }, ...written },
      ];
    });
    expect(found.map(({ message }) => message)).toEqual(
      Array.from({ length: count }, () => warning("endpoint_configuration.wish")),
    );
  });

  test("leaves the model as it is", () => {
    const [plain, newer] = [creation(), creation()];
    valuesOf(newer, method).wish = "x";
    expressionsOf(newer, method).wish = { constant_value: "x" };
    const [one, other] = [plain, newer].map((document) => readTerraform({ kind: "plan", document }));
    expect({ ...other, notices: [] }).toEqual({ ...one, notices: [] });
  });
});

test("a state tells no argument from an attribute: each is warned of once for its type", () => {
  const resource = (name: string) => ({
    address: `aws_iam_user.${name}`,
    mode: "managed",
    type: "aws_iam_user",
    name,
    values: { id: name, name, arn: `arn:aws:iam::123456789012:user/${name}`, path: "/", wish: "x" },
  });
  const document = {
    format_version: "1.0",
    values: { root_module: { resources: ["ann", "bob", "cid"].map(resource) } },
  };
  const { notices, users } = readTerraform({ kind: "state", document });
  expect(users?.map(({ name }) => name)).toEqual(["ann", "bob", "cid"]);
  expect(notices).toEqual([
    {
      address: "aws_iam_user.ann",
      message: warning("wish", "; 2 more of aws_iam_user have it"),
      weight: "warning",
    },
  ]);
});

describe("a configuration", () => {
  const stacks = shop();
  stacks.api.resource.aws_api_gateway_integration["get-pets"].wish = "x";
  const source = { kind: "stacks", stacks: sources(stacks) } as const;

  test("is read with a warning", () => {
    expect(readTerraform(source).notices).toContainEqual({
      address: "api/aws_api_gateway_integration.get-pets",
      message: warning("wish"),
      weight: "warning",
    });
  });

  test("is refused by the gate", () => {
    const resolved = resolveTerraform(source, { strict: true });
    expect(() => readModel(resolved, { strict: true })).toThrow(
      expect.objectContaining({
        code: "ARGUMENT_UNSUPPORTED",
        message: expect.stringContaining("the argument wish"),
      }),
    );
  });
});
