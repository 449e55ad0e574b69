import { isDeepStrictEqual } from "node:util";
import { TerraformError } from "../../../terraform/error";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { shop, sources } from "../build/stacks";
import { refused } from "./refused";

test("nor does Terraform without any stack of AWS, for readers; the gate serves none", () => {
  const stacks = [{ name: "shop", document: { terraform: { backend: { local: {} } } } }];
  expect(readTerraform({ kind: "stacks", stacks }).notices ?? []).toEqual([]);
  expect(() => readTerraform({ kind: "stacks", stacks }, { strict: true })).toThrow("has no region");
});

test("a stack without anything of AWS needs no region", () => {
  const stacks = sources(shop());
  const read = (document: object) =>
    readTerraform({ kind: "stacks", stacks: [{ name: "first", document }, ...stacks] }, { strict: true })
      .region;
  const region = readTerraform({ kind: "stacks", stacks }, { strict: true }).region;
  expect(read({ terraform: { backend: { local: {} } } })).toBe(region);
  expect(read({ resource: { random_id: { a: { byte_length: 1 } } } })).toBe(region);
  expect(() => read({ resource: { aws_sqs_queue: { a: { name: "a" } } } })).toThrow("has no region");
});

test.each(refused)("%s is refused", (_, edit, code, message) => {
  const stacks = shop();
  edit(stacks);
  const error = thrown(() => readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true }));
  expect(error).toBeInstanceOf(TerraformError);
  expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const plain = readTerraform({ kind: "stacks", stacks: sources(shop()) });

test.each(refused)("a reader goes on after %s: it is named, or the locks are as before", (_, edit) => {
  const stacks = shop();
  edit(stacks);
  const model = readTerraform({ kind: "stacks", stacks: sources(stacks) });
  const isNamed = model.notices.length > plain.notices.length || JSON.stringify(model).includes('"unknown"');
  expect(isNamed || isDeepStrictEqual(locksOf(model), locksOf(plain))).toBe(true);
});

const locksOf = ({ apis }: ApiModel) =>
  apis.flatMap(({ methods }) =>
    methods.map(({ authorization, path, verb }) => `${verb} ${path} ${authorization}`),
  );

test.each([[null], ["text"], [[]], [{ resource: [] }], [{ resource: { aws_iam_role: { r: 1 } } }]])(
  "the document %j is refused",
  (document) => {
    expect(() =>
      readTerraform({ kind: "stacks", stacks: [{ name: "api", document }] }, { strict: true }),
    ).toThrow(expect.objectContaining({ code: "DOCUMENT_MALFORMED" }));
  },
);
