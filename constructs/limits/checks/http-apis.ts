import { DeclarationError } from "../../declaration/errors";
import type { Limits } from "../limits";
import { blocks, type Resource, type SynthesizedApp } from "../synthesized-app";

interface RestPart {
  /** The texts by which a resource names its API or stage. */
  readonly names: (resource: Resource) => readonly unknown[];
  /** What an HTTP API does not have. */
  readonly what: string;
}

const byId = ({ body }: Resource) => [body.rest_api_id];

/** Resources that make a part of a REST API, and take the id or ARN of any API. AWS would refuse them when they are applied. */
const REST_PARTS: Readonly<Record<string, RestPart>> = {
  aws_api_gateway_authorizer: { names: byId, what: "authorizers of this type: HttpApi makes its own" },
  aws_api_gateway_base_path_mapping: {
    names: ({ body }) => [body.api_id],
    what: "base path mappings: HttpDomain makes its own mapping",
  },
  aws_api_gateway_gateway_response: { names: byId, what: "gateway responses" },
  aws_api_gateway_method_settings: { names: byId, what: "settings of methods: throttles limits routes" },
  aws_api_gateway_model: { names: byId, what: "models" },
  aws_api_gateway_request_validator: { names: byId, what: "request validation" },
  aws_api_gateway_rest_api_policy: { names: byId, what: "resource policy" },
  aws_api_gateway_stage: { names: byId, what: "stage of this type: HttpApi makes its own" },
  aws_api_gateway_usage_plan: {
    names: ({ body }) => blocks(body.api_stages).map((stage) => stage.api_id),
    what: "API keys and usage plans: no call would be counted",
  },
  aws_wafv2_web_acl_association: {
    names: ({ body }) => [body.resource_arn],
    what: "web ACL: put CloudFront with one before it and close the API's own address",
  },
};

/**
 * Limits on the lists of a JWT authorizer and of its routes, and parts of REST APIs that were given an HTTP API.
 *
 * @throws DeclarationError `LIMIT_EXCEEDED`, `HTTP_API_LACKS`
 */
export function checkHttpApis(app: SynthesizedApp, limits: Limits): void {
  for (const [type, part] of Object.entries(REST_PARTS))
    for (const resource of app.resources(type)) checkPart(app, resource, part);
  for (const { address, body } of app.resources("aws_apigatewayv2_authorizer")) {
    const [jwt] = blocks(body.jwt_configuration);
    limits.hold("audiencesPerAuthorizer", {
      found: lengthOf(jwt?.audience),
      place: `The audience of ${address}`,
      wayOut: "Let apps share clients.",
    });
  }
  for (const { address, body } of app.resources("aws_apigatewayv2_route")) {
    limits.hold("scopesPerRoute", {
      found: lengthOf(body.authorization_scopes),
      place: `The scopes of ${address}`,
      wayOut: "Declare a role that all of them have.",
    });
  }
}

function checkPart(app: SynthesizedApp, resource: Resource, { names, what }: RestPart): void {
  for (const value of names(resource)) {
    const named = /aws_apigatewayv2_(?:api|stage)\.[\w-]+/.exec(app.text(resource, value))?.[0];
    if (named === undefined) continue;
    throw new DeclarationError(
      "HTTP_API_LACKS",
      `${resource.address} names ${named}, an HTTP API, which has no ${what}. Leave it out, or serve the routes by a REST API (SecuredApi).`,
    );
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
