import { readTerraform } from "../../../../terraform/read";
import { httpDocument, LOCKED } from "../../build/http-shop";
import { merged, type Resources } from "../../build/people";
import { shopDocument } from "../../build/shop";

type Document = { readonly resource: Resources };

/** Beside a REST API, with a part that no reader understands. */
function document(): object {
  const http = httpDocument({ "GET /pets": LOCKED.people }) as Document;
  const rest = shopDocument({ "GET /pets": { authorization: "AWS_IAM" } }) as Document;
  const odd: Resources = {
    aws_apigatewayv2_route: { r0: { no_such_argument: true } },
    aws_api_gateway_integration: {
      get: {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        resource_id: "${aws_api_gateway_method.GET_pets.resource_id}",
        http_method: "GET",
        type: "MOCK",
      },
    },
  };
  return { ...rest, resource: merged(merged(rest.resource, http.resource), odd) };
}

const read = (strict: boolean) =>
  readTerraform({ kind: "stacks", stacks: [{ name: "shop", document: document() }] }, { strict });

test("the gate serves the REST API, and says that it does not serve the HTTP API", () => {
  const { apis, httpApis, notices } = read(true);
  expect(apis.map(({ methods }) => methods.length)).toEqual([1]);
  expect(httpApis).toEqual([]);
  expect(notices.filter(({ address }) => address.includes("apigatewayv2"))).toEqual([
    { address: "shop/aws_apigatewayv2_api.shop", message: "HTTP and WebSocket APIs are not served here" },
  ]);
});

test("a review reads both, and names an argument that it does not know", () => {
  const { apis, httpApis = [], notices } = read(false);
  expect([...apis, ...httpApis].map(({ kind, methods }) => `${kind} ${methods.length}`)).toEqual([
    "rest 1",
    "http 1",
  ]);
  expect(notices).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining("no_such_argument") }),
  );
});
