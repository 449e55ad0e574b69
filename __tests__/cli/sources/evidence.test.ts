import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { evidenceOf } from "../../../cli/sources/evidence";
import { bundle } from "../../../constructs/functions/bundle";
import { accessMatrix } from "../../../terraform/access/matrix/matrix";
import { custom } from "../../terraform/access/guard/side";
import { httpShop, LOCKED } from "../../terraform/build/http-shop";
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

/** What runs in Lambda: the bundle of this version, and one of before payload format 2.0. */
const BUNDLES = {
  now: Buffer.from(bundle(join(__dirname, "../../../functions/authorizer")).code).toString(),
  before: "exports.handler = (event) => answer(event.methodArn);",
};

test.each<[bundle: keyof typeof BUNDLES, version: string, outcome: "allow" | "unknown"]>([
  ["now", "2.0", "allow"],
  ["now", "1.0", "allow"],
  ["before", "1.0", "allow"],
  // It refuses every call, whatever its table says.
  ["before", "2.0", "unknown"],
])(
  "at an HTTP API, the table beside the bundle of %s, called with payload %s: %s",
  (made, version, outcome) => {
    const model = httpShop(
      { "GET /pets": LOCKED.gate },
      {
        aws_apigatewayv2_authorizer: {
          gate: {
            authorizer_payload_format_version: version,
            authorizer_uri: "${aws_lambda_function.gate.invoke_arn}",
            enable_simple_responses: false,
          },
        },
        aws_lambda_function: {
          gate: {
            function_name: "gate",
            handler: "index.handler",
            runtime: "nodejs22.x",
            role: "arn:role",
            filename: "gate.zip",
          },
        },
      },
    );
    const files = { "index.js": strToU8(BUNDLES[made]), "roles.json": strToU8(table) };
    const evidence = evidenceOf(model, () => zipSync(files));
    const [route] = accessMatrix(model, evidence).routes;
    const outcomes = route?.cells
      .filter(({ principal }) => principal === "jwt:buyer")
      .map((cell) => cell.decision);
    expect([Object.keys(evidence.roleTables).length, outcomes]).toEqual(
      outcome === "allow" ? [1, ["allow"]] : [0, []],
    );
    expect(route?.cells.some((cell) => cell.decision === "unknown")).toBe(outcome === "unknown");
  },
);
