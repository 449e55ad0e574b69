/** A user pool is one caller, whether a REST API names it by its ARN or an HTTP API by its issuer. */
import { accessChanges } from "../../../../terraform/access/difference/access-changes";
import { staleOf } from "../../../../terraform/access/guard/widenings";
import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../../terraform/model";
import { readTerraform } from "../../../../terraform/read";
import { httpDocument, httpShop, LOCKED } from "../../build/http-shop";
import { merged, type Resources } from "../../build/people";
import { shop, shopDocument } from "../../build/shop";

const ID = "us-east-1_AbCdEfGhI";
const POOL = `pool:${ID}`;
const ARN = `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${ID}`;
const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${ID}`;
const OWN = "${aws_cognito_user_pool.people.arn}";

const cognito = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};

const byArn = (arn: unknown, more: object = {}): Resources => ({
  aws_api_gateway_authorizer: { pool: { provider_arns: [arn], ...more } },
});

const byIssuer = (issuer: string): Resources => ({
  aws_apigatewayv2_authorizer: { login: { jwt_configuration: { issuer, audience: ["abc"] } } },
});

/** `GET /rest` of a REST API and `GET /http` of an HTTP API. */
function both(
  arn: unknown,
  issuer: string,
  {
    route = {},
    method = {},
    authorizer = {},
  }: Partial<Record<"authorizer" | "method" | "route", object>> = {},
): ApiModel {
  const rest = shopDocument({ "GET /rest": { ...cognito, ...method } }, byArn(arn, authorizer));
  const http = httpDocument({ "GET /http": { ...LOCKED.login, ...route } }, byIssuer(issuer));
  const [one, other] = [rest, http] as { resource: Resources }[];
  const document = { ...one, resource: merged(one?.resource ?? {}, other?.resource ?? {}) };
  return readTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
}

function answers({ routes }: AccessMatrix, principal: string): readonly string[] {
  return routes.flatMap(({ cells, path }) =>
    cells.filter((cell) => cell.principal === principal).map(({ decision }) => `${path} ${decision}`),
  );
}

const foreign = ({ principals }: AccessMatrix) => principals.filter((name) => /^(pool|token):/.test(name));

test("a pool by its ARN and by its issuer is one column", () => {
  const matrix = accessMatrix(both(ARN, ISSUER));
  expect(foreign(matrix)).toEqual([POOL]);
  expect(answers(matrix, POOL)).toEqual(["/rest allow", "/http allow"]);
});

test.each([
  ["aws-cn", "cn-north-1", "amazonaws.com.cn"],
  ["aws-us-gov", "us-gov-west-1", "amazonaws.com"],
  ["aws-eusc", "eusc-de-east-1", "amazonaws.eu"],
])("a pool in the partition %s is one column, too", (partition, region, domain) => {
  const arn = `arn:${partition}:cognito-idp:${region}:123456789012:userpool/${region}_A`;
  const matrix = accessMatrix(both(arn, `https://cognito-idp.${region}.${domain}/${region}_A`));
  expect(foreign(matrix)).toEqual([`pool:${region}_A`]);
  expect(answers(matrix, `pool:${region}_A`)).toEqual(["/rest allow", "/http allow"]);
});

test("the updated issuer of a pool is a column of its own, since its tokens may have either", () => {
  const updated = ISSUER.replace("cognito-idp", "issuer-cognito-idp");
  const matrix = accessMatrix(both(ARN, updated));
  expect(foreign(matrix)).toEqual([updated.replace("https://", "token:"), POOL]);
  expect(answers(matrix, POOL)).toEqual(["/rest allow", "/http deny"]);
});

test("two pools are two columns, each denied at the other's routes", () => {
  const matrix = accessMatrix(both(ARN, ISSUER.replace("AbC", "XyZ")));
  expect(foreign(matrix)).toEqual([POOL, "pool:us-east-1_XyZdEfGhI"]);
  expect(answers(matrix, POOL)).toEqual(["/rest allow", "/http deny"]);
  expect(answers(matrix, "pool:us-east-1_XyZdEfGhI")).toEqual(["/rest deny", "/http allow"]);
});

test.each<[what: string, more: NonNullable<Parameters<typeof both>[2]>, expected: readonly string[]]>([
  [
    "a scope at the HTTP API",
    { route: { authorization_scopes: ["read"] } },
    ["/rest allow", "/http unknown"],
  ],
  [
    "a scope at the REST API",
    { method: { authorization_scopes: ["read"] } },
    ["/rest unknown", "/http allow"],
  ],
  [
    "the clients of the REST API",
    { authorizer: { identity_validation_expression: "abc" } },
    ["/rest unknown", "/http allow"],
  ],
])("%s, which the pool's own Terraform says, makes that answer unknown", (_, more, expected) => {
  expect(answers(accessMatrix(both(ARN, ISSUER, more)), POOL)).toEqual(expected);
});

test("a pool that is not known at the REST API may be that of the issuer", () => {
  expect(answers(accessMatrix(both("${var.pool}", ISSUER)), POOL)).toEqual(["/rest unknown", "/http allow"]);
});

test("an issuer that is not known may be the pool of the REST API", () => {
  const matrix = accessMatrix(both(ARN, "https://${var.endpoint}"));
  const [unknown] = foreign(matrix).filter((name) => name !== POOL);
  expect(answers(matrix, unknown ?? "")).toEqual(["/rest unknown", "/http allow"]);
  expect(answers(matrix, POOL)).toEqual(["/rest allow", "/http unknown"]);
});

test("an issuer that ends with a slash names the pool, and may not take its tokens", () => {
  const matrix = accessMatrix(both(ARN, `${ISSUER}/`));
  expect(foreign(matrix)).toEqual([POOL]);
  expect(answers(matrix, POOL)).toEqual(["/rest allow", "/http unknown"]);
});

test("the pool of the same Terraform is no caller beside its users", () => {
  const matrix = accessMatrix(both(OWN, "https://${aws_cognito_user_pool.people.endpoint}"));
  expect(foreign(matrix)).toEqual([]);
  // `abc` is no client of the pool in this Terraform.
  expect(answers(matrix, "signed-in")).toEqual(["/rest allow", "/http unknown"]);
});

test("a move from a REST API to an HTTP API keeps the caller's name", () => {
  const rest = accessMatrix(shop({ "GET /a": cognito }, byArn(ARN)));
  const http = accessMatrix(httpShop({ "GET /a": LOCKED.login }, byIssuer(ISSUER)));
  expect([foreign(rest), foreign(http)]).toEqual([[POOL], [POOL]]);
  expect(accessChanges(rest, http).widened.map(({ principal }) => principal)).toEqual([POOL]);
});

test.each([`pool:123456789012/${ID}`, `token:cognito-idp.us-east-1.amazonaws.com/${ID}`])(
  "a waiver for %s is told its name",
  (principal) => {
    const matrix = accessMatrix(httpShop({ "GET /a": LOCKED.login }, byIssuer(ISSUER)));
    const widening = { route: "GET /a", principal, reason: "moved" };
    expect(staleOf(widening, matrix)).toEqual([{ ...widening, meant: [POOL] }]);
  },
);
