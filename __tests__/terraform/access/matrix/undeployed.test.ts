import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readTerraform } from "../../../../terraform/read";
import type { Resources } from "../../build/people";

const api: Resources = { aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } } };
const route: Resources = {
  aws_apigatewayv2_route: { pets: { api_id: "${aws_apigatewayv2_api.web.id}", route_key: "GET /pets" } },
};
const stage: Resources = {
  aws_apigatewayv2_stage: {
    live: { api_id: "${aws_apigatewayv2_api.web.id}", name: "$default", auto_deploy: true },
  },
};

function matrixOf(...parts: readonly Resources[]) {
  const document = { resource: Object.assign({}, ...parts) };
  return accessMatrix(readTerraform({ kind: "stacks", stacks: [{ name: "web", document }] }));
}

test("the routes of an API without a stage are shown as they are once it is deployed, and that is said", () => {
  const { notes, routes } = matrixOf(api, route);
  expect(routes.map(({ cells, path }) => [path, cells[0]?.decision])).toEqual([["/pets", "allow"]]);
  expect(notes).toEqual([
    {
      address: "web/aws_apigatewayv2_api.web",
      message: "no stage of it is in this Terraform: its routes are shown as they are once it is deployed",
    },
  ]);
});

test("nothing is said of an API with a stage, nor of one that is made elsewhere", () => {
  expect(matrixOf(api, route, stage).notes).toEqual([]);
  const elsewhere = {
    aws_apigatewayv2_route: { pets: { api_id: "a1b2c3d4e5", route_key: "GET /pets" } },
  };
  expect(matrixOf(elsewhere).notes.map(({ message }) => message)).toEqual([
    "there may be more routes than these: the API is not in this Terraform",
  ]);
});
