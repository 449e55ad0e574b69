import { strToU8, zipSync } from "fflate";
import { evidenceOf } from "../../../cli/sources/evidence";
import { custom } from "../../terraform/access/guard/side";
import { shop } from "../../terraform/build/shop";

const address = "shop/aws_lambda_function.authorizer";
const table = JSON.stringify({ roles: { buyer: { allow: ["GET/pets"], deny: [] } } });
const archive = zipSync({ "index.js": strToU8("exports.handler = 1;"), "roles.json": strToU8(table) });

/** The addresses whose role table counts, where the authorizer has these arguments. */
const evidenced = (authorizer: Readonly<Record<string, unknown>>) => {
  const model = shop({ "GET /pets": custom }, { aws_lambda_function: { authorizer } });
  return Object.keys(evidenceOf(model, () => archive).roleTables);
};

const variables = (values: unknown) => ({ environment: [{ variables: values }] });

test.each<[name: string, authorizer: Readonly<Record<string, unknown>>]>([
  ["its handler and nothing else", {}],
  ["variables that load no code", variables({ ISSUER: "https://a.example/" })],
  ["a variable that is empty", variables({ NODE_OPTIONS: "" })],
  ["an older Node.js", { runtime: "nodejs20.x" }],
])("a role table counts where a function has %s", (_, authorizer) => {
  expect(evidenced(authorizer)).toEqual([address]);
});

test.each<[name: string, authorizer: Readonly<Record<string, unknown>>]>([
  ["another handler", { handler: "other.handler" }],
  ["a custom runtime", { runtime: "provided.al2023" }],
  ["a layer", { layers: ["arn:aws:lambda:us-east-1:123456789012:layer:jose:1"] }],
  ["a file system", { file_system_config: [{ arn: "arn:a", local_mount_path: "/mnt/a" }] }],
  ["NODE_OPTIONS", variables({ NODE_OPTIONS: "--require /opt/a.js" })],
  ["AWS_LAMBDA_EXEC_WRAPPER", variables({ AWS_LAMBDA_EXEC_WRAPPER: "/opt/a" })],
  ["LD_PRELOAD", variables({ LD_PRELOAD: "/opt/a.so" })],
])("a role table is no evidence where a function has %s", (_, authorizer) => {
  expect(evidenced(authorizer)).toEqual([]);
});
