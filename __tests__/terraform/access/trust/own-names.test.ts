/** What AWS assigns is printed as Terraform writes it: the ids of what is not applied are made up. */
import { difference } from "../../../../terraform/access/difference";
import { ownNames } from "../../../../terraform/access/trust/own-names";
import { side } from "../difference/sides";

const API = "aws_apigatewayv2_api";
const api = (audience: string, path: string) =>
  side(
    {},
    {
      [API]: { h: { name: "h", protocol_type: "HTTP" } },
      aws_apigatewayv2_authorizer: {
        j: {
          api_id: "${aws_apigatewayv2_api.h.id}",
          name: "j",
          authorizer_type: "JWT",
          identity_sources: ["$request.header.Authorization"],
          jwt_configuration: { issuer: "https://login.example", audience: [audience] },
        },
      },
      aws_apigatewayv2_route: {
        r: {
          api_id: "${aws_apigatewayv2_api.h.id}",
          route_key: "GET /a",
          authorization_type: "JWT",
          authorizer_id: "${aws_apigatewayv2_authorizer.j.id}",
        },
      },
      aws_lambda_permission: {
        p: {
          action: "lambda:InvokeFunction",
          function_name: "elsewhere",
          principal: "apigateway.amazonaws.com",
          source_arn: `\${aws_apigatewayv2_api.h.execution_arn}/*/*${path}`,
        },
      },
    },
  );

test.each([
  ["a whole value", "${aws_apigatewayv2_api.h.api_endpoint}"],
  ["a part of one", "https://shop.example/${aws_apigatewayv2_api.h.id}"],
])("%s", (_, audience) => {
  const { trust } = difference(api(audience, "/a"), api("other", ""));
  const said = trust.map(({ what }) => what.replaceAll(`shop/${API}`, API));
  expect(said).toContainEqual(expect.stringContaining(`(was: "${audience}")`));
  expect(said).toContainEqual(
    expect.stringContaining(
      'is now "${aws_apigatewayv2_api.h.execution_arn}/*/*" (was: "${aws_apigatewayv2_api.h.execution_arn}/*/*/a")',
    ),
  );
});

test.each([
  ["an ARN before the id in it", "a arn:aws:execute-api:eu-west-1:1:abc123/x", "a ${A.execution_arn}/x"],
  ["an id by itself", "abc123,abc123", "${A.id},${A.id}"],
  ["no part of another word", "xabc123 abc1234", "xabc123 abc1234"],
  ["no name that the configuration writes", "shop", "shop"],
])("%s", (_, text, expected) => {
  const plain = { id: "abc123", name: "shop", execution_arn: "arn:aws:execute-api:eu-west-1:1:abc123" };
  expect(ownNames([{ address: "A", type: API, plain }])(text)).toBe(expected);
});
