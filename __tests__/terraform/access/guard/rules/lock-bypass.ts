import { iam, open, type RuleCases, side } from "../side";

const guests = { aws_cognito_identity_pool: { people: { allow_unauthenticated_identities: true } } };
const withRole = (unauthenticated: string) => ({
  ...guests,
  aws_cognito_identity_pool_roles_attachment: { people: { roles: { unauthenticated } } },
});

/** Integrations of GET methods with one server. */
const server = (...paths: readonly string[]) => ({
  aws_api_gateway_integration: Object.fromEntries(
    paths.map((path) => [
      `GET${path.replace(/\W/g, "_")}`,
      {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        resource_id: `\${aws_api_gateway_resource.${path.replace(/\W/g, "_")}.id}`,
        http_method: "GET",
        type: "HTTP_PROXY",
        integration_http_method: "GET",
        uri: `https://shop.example${path.replace("+", "")}`,
      },
    ]),
  ),
});

export const cases: RuleCases = {
  "an identity pool that takes guests": {
    head: side({ "GET /pets": iam }, withRole("arn:aws:iam::123456789012:role/guests")),
    finds: ["shop/aws_cognito_identity_pool.people"],
  },
  "an identity pool that takes guests and has no role for them": {
    head: side({ "GET /pets": iam }, guests),
    finds: [],
  },
  "a public greedy method that asks a server for what a lock guards": {
    head: side({ "GET /pets": iam, "GET /{path+}": open }, server("/pets", "/{path+}")),
    finds: ["shop/aws_api_gateway_method.GET__path__"],
  },
  "a public method of the same server with a path of its own": {
    head: side({ "GET /pets": iam, "GET /open": open }, server("/pets", "/open")),
    finds: [],
  },
  "an identity pool without guests": { head: side({ "GET /pets": iam }), finds: [] },
};
