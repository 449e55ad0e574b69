import { join } from "node:path";
import { UsageError } from "../../cli/error";
import type { ModuleOptions, ModuleVariable, TextVariable } from "../../cli/module/options";
import { moduleSettings } from "../../cli/module/settings";
import { terraformModule } from "../../cli/module/terraform-module";
import { environmentNamed } from "../../stacks/environment-named";
import type { Body } from "../constructs/terraform";
import { terraformOf } from "../stacks/synthesized";

/** Every value that a variable stands for must be accounted for: what is not is refused, and named. */

type Stack = Parameters<typeof terraformModule>[0];
const api = terraformOf(environmentNamed("prod")).api as unknown as Stack;
const { variables } = moduleSettings(join(__dirname, "../.."), "api-prod");
const NAME = variables.find(({ name }) => name === "name") as TextVariable;
const one = (change: Partial<TextVariable>): ModuleVariable => ({ ...NAME, ...change });
const small: Stack = {
  resource: {
    aws_x: {
      one: { name: "shop", path: "${var.api}/live/GET/live", days: 30, depends_on: ["aws_x.shop"] },
      two: { name: '${lower("shop")}', days: 30, count: 30 },
      three: { name: "$${shop}-%{ if true }shop%{ endif }-shopping", nested: [{ name: "a.shop" }] },
    },
  },
};

test.each<[string, Stack, ModuleVariable[], RegExp]>([
  ["MODULE_VARIABLE_INVALID", api, [one({ name: "Name" })], /"Name" cannot name/],
  ["MODULE_VARIABLE_INVALID", api, [one({ name: "tags" })], /none of tags/],
  ["MODULE_VARIABLE_INVALID", api, [one({ name: "source" })], /none of tags, source/],
  ["MODULE_VARIABLE_UNUSED", api, [one({ replaces: "bakery" })], /"bakery"/],
  ["MODULE_VARIABLE_UNUSED", small, [one({ replaces: "30" })], /"30"/],
  [
    "MODULE_VARIABLE_PARTIAL",
    small,
    [one({ replaces: "live", at: [{ in: "aws_x.path", after: "}/" }] })],
    /also in aws_x\.path\./,
  ],
  [
    "MODULE_VARIABLE_PARTIAL",
    small,
    [one({ replaces: "shop", at: ["aws_x.name"], except: [] })],
    /also in aws_x\.name, aws_x\.nested\.0\.name\./,
  ],
  [
    "MODULE_VARIABLE_PARTIAL",
    small,
    [{ name: "days", description: "", replaces: 30, at: ["aws_x.days"], oneOf: [30] }],
    /"30", which is also in aws_x\.count/,
  ],
  ["MODULE_SECTION_UNSUPPORTED", { ...small, import: [] }, [], /"import"/],
  ["MODULE_PROVIDER_UNSUPPORTED", { resource: { aws_x: { one: { provider: "aws.us" } } } }, [], /aws_x\.one/],
])("%s", (code, stack, variables, says) => {
  let refused: unknown;
  try {
    terraformModule(stack, { name: "petstore", variables });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(UsageError);
  expect(refused).toMatchObject({ code, message: expect.stringMatching(says) });
});

test("a text is replaced as a whole word outside of expressions; what only names blocks stays", () => {
  const written = terraformModule(
    { resource: { aws_x: { ...(small.resource as never as Body).aws_x, two: { name: "shop" } } } },
    {
      name: "m",
      variables: [one({ name: "shop", replaces: "shop", at: ["aws_x.name", "aws_x.nested.*.name"] })],
    },
  );
  expect(JSON.parse(written.files["main.tf.json"] as string).resource.aws_x).toEqual({
    one: { name: "${var.shop}", path: "${var.api}/live/GET/live", days: 30, depends_on: ["aws_x.shop"] },
    two: { name: "${var.shop}" },
    three: {
      name: "$${${var.shop}}-%{ if true }${var.shop}%{ endif }-shopping",
      nested: [{ name: "a.${var.shop}" }],
    },
  });
});

test.each<[string, ModuleOptions["inputs"]]>([
  ["MODULE_INPUT_UNUSED", { nobody: { name: "a", description: "" } }],
  ["MODULE_INPUT_AMBIGUOUS", { id: { name: "a", description: "" } }],
  [
    "MODULE_INPUT_AMBIGUOUS",
    { authorizer_id: { name: "a", description: "" }, jwt_authorizer_id: { name: "b", description: "" } },
  ],
  ["MODULE_VARIABLE_INVALID", { jwt_authorizer_id: { name: "tags", description: "" } }],
])("%s: inputs %j", (code, inputs) => {
  expect(() => terraformModule(api, { name: "petstore", variables: [], ...(inputs && { inputs }) })).toThrow(
    expect.objectContaining({ code }),
  );
});
