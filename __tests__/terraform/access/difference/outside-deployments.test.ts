import { difference } from "../../../../terraform/access/difference";
import { side } from "./sides";

const PETS = { "GET /pets": { authorization: "AWS_IAM" } };
const REST = "aws_api_gateway_stage";
const HTTP = "aws_apigatewayv2_stage";
const rest = (deployment_id: string, rest_api_id = "${aws_api_gateway_rest_api.shop.id}") => ({
  [REST]: { old: { rest_api_id, stage_name: "old", deployment_id } },
});
const http = (more: object) => ({ [HTTP]: { old: { api_id: "a1b2c3d4e5", name: "old", ...more } } });
const data = (resources: Parameters<typeof side>[1]) => side(PETS, resources);

/** A stage that is new, and serves a deployment that this Terraform does not make. */
test.each([
  ["a deployment by its id", rest("a1b2c3"), [`shop/${REST}.old`]],
  ["a deployment that is not known", rest("${var.deployment}"), [`shop/${REST}.old`]],
  ["a deployment of an API elsewhere", rest("a1b2c3", "a1b2c3d4e5"), [`shop/${REST}.old`]],
  ["a deployment of an HTTP API", http({ deployment_id: "a1b2c3" }), [`shop/${HTTP}.old`]],
  ["each change at once", http({ auto_deploy: true }), []],
] as const)("a new stage that serves %s", (_, stage, expected) => {
  const [base, head] = [data({}), data(stage)];
  const { trust } = difference(base, head);
  expect(trust.map(({ resource }) => resource)).toEqual(expected);
  expect(difference(head, head)).toMatchObject({ trust: [], undecided: [], widened: [] });
});

test("what an outside deployment refuses is not known", () => {
  const { routes } = data(rest("a1b2c3")).matrix;
  const cells = routes.flatMap(({ cells, stage = "old" }) => (stage === "old" ? cells : []));
  expect(cells.length).toBeGreaterThan(0);
  expect(cells.filter(({ decision }) => decision === "deny")).toEqual([]);
});
