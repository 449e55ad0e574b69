import type { Section } from "../../cli/module/options";
import { terraformModule } from "../../cli/module/terraform-module";

/** What a stack's module puts out for the modules of other stacks, and what those call it. */

type Part = Readonly<Record<string, unknown>>;

const id = `\${aws_api_gateway_rest_api.api.id}`;
const ID = "cross-stack-output-aws_api_gateway_rest_apiapiid";

const routes = (outputs: Part): Section =>
  ({ resource: { aws_api_gateway_rest_api: { api: { name: "shop" } } }, output: outputs }) as Section;
const stage = (value: string): Section =>
  ({ resource: { aws_api_gateway_stage: { live: { rest_api_id: value } } } }) as Section;
const taken = (stack: string, output = ID) =>
  `data.terraform_remote_state.cross-stack-reference-input-${stack}.outputs.${output}`;

function module(document: Section, others: Readonly<Record<string, Section>> = {}) {
  const { files } = terraformModule(document, { name: "shop", variables: [] }, others);
  const part = (file: string) => JSON.parse(files[file] ?? "{}");
  return {
    files: Object.keys(files),
    outputs: part("outputs.tf.json").output as Part | undefined,
    variables: part("variables.tf.json").variable as Part,
  };
}

test("a module without outputs has no file of them: Terraform refuses an empty block", () => {
  const { files } = module(stage("a1b2"));
  expect(files).toEqual(["main.tf.json", "variables.tf.json", "versions.tf.json", "README.md"]);
});

test("a value that another stack takes is put out under one name in both modules", () => {
  const document = routes({ [ID]: { value: id, sensitive: true } });
  const name = "aws_api_gateway_rest_apiapiid";
  expect(module(document).outputs).toEqual({
    [name]: { value: id, description: "A value that another stack takes" },
  });
  const { variables } = module(stage(`\${${taken("routes")}}`), { routes: document });
  expect(variables).toMatchObject({ [name]: { description: `output \`${name}\` of routes` } });
});

test("an output of the stack's own with the same value names it", () => {
  const document = routes({
    [ID]: { value: id, sensitive: true },
    api_id: { value: id, description: "Id of the REST API" },
  });
  expect(module(document).outputs).toEqual({ api_id: { value: id, description: "Id of the REST API" } });
  const { variables } = module(stage(`\${${taken("routes")}}`), { routes: document });
  expect(variables).toMatchObject({
    api_id: { description: "Id of the REST API: output `api_id` of routes" },
  });
});

test.each([
  ["a secret stays sensitive", `\${aws_cognito_user_pool_client.server.client_secret}`, true],
  ["the value of an API key too", `\${aws_api_gateway_api_key.key.value}`, true],
  ["an id is not", id, undefined],
])("%s", (_, value, sensitive) => {
  const [output] = Object.values(module(routes({ [ID]: { value, sensitive: true } })).outputs ?? {});
  expect((output as { sensitive?: boolean }).sensitive).toBe(sensitive);
});

test("the same output of two stacks is refused: one variable would stand for two values", () => {
  const both = stage(`\${${taken("routes")}}-\${${taken("others")}}`);
  expect(() => module(both, {})).toThrow(/takes .* of others from another, .* of routes/);
});
