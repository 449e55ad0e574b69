import { parse } from "yaml";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { cells, notices, read } from "./text";

/** OpenAPI templates with conditions that are not known: only what depends on them is unknown. */

const LOCK = '"x-amazon-apigateway-auth": { "type": "AWS_IAM" }';
const document = (paths: string, before = "") => `{ "openapi": "3.0.1", ${before} "paths": { ${paths} } }`;
const given = (variables: string) => `
  variable "a" { type = bool }
  variable "b" { type = bool }
  variable "c" { type = bool }
  variable "d" { type = bool }
  variable "e" { type = bool }
  resource "aws_api_gateway_rest_api" "shop" {
    name = "shop"
    body = templatefile("api.json", { ${variables} })
  }`;
const VARIABLES = "a = var.a, b = var.b, c = var.c, d = var.d, e = var.e, not = !var.a";

const modelOf = (body: string, configuration = given(VARIABLES)) =>
  read({ "main.tf": configuration }, { texts: { "api.json": body }, parseYaml: parse });

/** What anonymous callers may call. */
const open = async (body: string) =>
  cells(await modelOf(body)).flatMap((line) => /^(.*) anonymous(: .*)$/.exec(line)?.slice(1).join("") ?? []);

const cases: readonly [what: string, body: string, expected: readonly string[]][] = [
  [
    "a path",
    document(`%{ if a }"/admin": { "get": {}, "post": {} },%{ endif } "/pets": { "get": {} }`),
    ["GET /admin: unknown", "POST /admin: unknown", "GET /pets: allow"],
  ],
  [
    "an operation",
    document(`"/pets": { "get": {} %{ if a }, "post": { ${LOCK} }%{ endif } }`),
    ["GET /pets: allow", "POST /pets: unknown"],
  ],
  [
    "the lock of an operation",
    document(`"/pets": { "get": {%{ if a }${LOCK}%{ endif }}, "post": { ${LOCK} } }`),
    ["GET /pets: unknown", "POST /pets: deny"],
  ],
  [
    "a text that decides nothing",
    document(`"/pets": { "get": {} }`, '"info": { "title": "%{ if a }A%{ else }B%{ endif }" },'),
    ["GET /pets: allow"],
  ],
  [
    "the same condition at two places, of which one alone would not parse",
    document(`"/pets": { "get": {} }%{ if a },%{ endif }%{ if a }"/more": { "get": {} }%{ endif }`),
    ["GET /pets: allow", "GET /more: unknown"],
  ],
  [
    "conditions in each other",
    document(`"/pets": { "get": {} }%{ if a }, "/a": { "get": {}%{ if b }, "put": {}%{ endif } }%{ endif }`),
    ["GET /pets: allow", "GET /a: unknown", "PUT /a: unknown"],
  ],
  [
    "both texts of a condition, which are equal",
    document(`"/pets": { "get": {%{ if a }${LOCK}%{ else }${LOCK}%{ endif }} }`),
    ["GET /pets: deny"],
  ],
  [
    "security schemes",
    document(
      '"/pets": { "get": {} }',
      `%{ if a }"components": { "securitySchemes": { "k": {} } },%{ endif }`,
    ),
    [],
  ],
  ["all paths", document("").replace("{  }", "%{ if a }{}%{ else }[]%{ endif }"), []],
  ["a text that leaves no document", document(`"/pets": { "get": {} }%{ if a },%{ endif }`), []],
  [
    "the contrary of another condition, with which a text would not parse",
    document(`"/pets": { "get": {} }%{ if a },%{ endif }%{ if not }%{ else }"/more": {}%{ endif }`),
    [],
  ],
  [
    "more conditions than are tried",
    document(
      `${[..."abcde"].map((name) => `%{ if ${name} }"/${name}": { "get": {} },%{ endif }`).join("")} "/pets": {}`,
    ),
    [],
  ],
];

test.each(cases)("%s", async (_, body, expected) => {
  expect(await open(body)).toEqual(expected);
  const said = notices(await modelOf(body)).filter((text) =>
    text.includes("the routes of its body are not known"),
  );
  expect(said).toHaveLength(expected.length === 0 ? 1 : 0);
});

test("YAML is read so, too", async () => {
  const body = `openapi: 3.0.1
paths:
  /pets:
    get: {}
%{ if a }
  /admin:
    get: {}
%{ endif }
`;
  expect(await open(body)).toEqual(["GET /pets: allow", "GET /admin: unknown"]);
});

test("so is the body of an HTTP API, and the reason names the condition", async () => {
  const body = document(`"/pets": { "get": {} }%{ if a }, "/admin": { "get": {} }%{ endif }`);
  const configuration = given(VARIABLES)
    .replace("aws_api_gateway_rest_api", "aws_apigatewayv2_api")
    .replace('name = "shop"', 'name = "shop"\n    protocol_type = "HTTP"');
  const { routes } = accessMatrix(await modelOf(body, configuration));
  expect(routes.map(({ path, unknown }) => [path, unknown])).toEqual([
    ["/pets", undefined],
    ["/admin", "it depends on var.a: it has no default"],
  ]);
});
