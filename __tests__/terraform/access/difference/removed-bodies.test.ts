import { removedBodies } from "../../../../terraform/access/difference/removed-bodies";

const api = (body?: unknown) => ({
  address: "aws_apigatewayv2_api.shop",
  type: "aws_apigatewayv2_api",
  values: { name: "shop", ...(body !== undefined && { body }) },
});

test.each([
  ["a body that is taken away", [api("{}")], [api()], ["body"]],
  ["a body that is empty now", [api("{}")], [api("")], ["body"]],
  ["a body that is kept", [api("{}")], [api("{ }")], []],
  ["a body that is new", [api()], [api("{}")], []],
  ["an API that is gone with its routes", [api("{}")], [], []],
] as const)("%s", (_, base, head, expected) => {
  expect(removedBodies(base, head).map(({ argument }) => argument)).toEqual(expected);
});
