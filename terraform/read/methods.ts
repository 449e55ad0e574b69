import { TerraformError } from "../error";
import type { ApiMethod, Authorizer, Integration } from "../model";
import type { Fields } from "./fields";
import { functionArnOf } from "./function-arn";
import { readPaths } from "./paths";
import type { Resources } from "./resources";

interface Api {
  readonly id: string;
  readonly rootId: string;
  readonly authorizers: readonly Authorizer[];
}

const VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"] as const;
const AUTHORIZATIONS = ["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"] as const;

/** The methods of an API, each with its integration. */
export function readMethods(api: Api, resources: Resources): ApiMethod[] {
  const paths = readPaths(api.id, api.rootId, resources);
  const integrations = byPlace(resources.where("aws_api_gateway_integration", "rest_api_id", api.id));
  const methods = byPlace(resources.where("aws_api_gateway_method", "rest_api_id", api.id));
  for (const [place, integration] of integrations)
    if (!methods.has(place))
      throw new TerraformError(
        "reference-missing",
        "there is no method of this verb and resource",
        integration.address,
      );
  return [...methods].map(([place, method]) => {
    const resourceId = method.text("resource_id");
    const path = paths.get(resourceId);
    if (path === undefined)
      throw new TerraformError(
        "reference-missing",
        `resource_id is ${resourceId}, and no resource of the API has it`,
        method.address,
      );
    const integration = integrations.get(place);
    if (!integration)
      throw new TerraformError("reference-missing", "the method has no integration", method.address);
    return {
      address: method.address,
      path,
      resourceId,
      verb: method.oneOf("http_method", VERBS),
      ...lock(method, api.authorizers, resources),
      apiKeyRequired: method.flag("api_key_required", false),
      integration: readIntegration(integration),
    };
  });
}

function byPlace(found: readonly Fields[]): ReadonlyMap<string, Fields> {
  const places = new Map<string, Fields>();
  for (const fields of found) {
    const place = `${fields.text("http_method")} ${fields.text("resource_id")}`;
    const other = places.get(place);
    if (other)
      throw new TerraformError(
        "duplicate",
        `its verb and resource are also those of ${other.address}`,
        fields.address,
      );
    places.set(place, fields);
  }
  return places;
}

function lock(
  method: Fields,
  authorizers: readonly Authorizer[],
  resources: Resources,
): Pick<ApiMethod, "authorization" | "authorizerId" | "scopes"> {
  const authorization = method.oneOf("authorization", AUTHORIZATIONS);
  const authorizerId = method.optionalText("authorizer_id");
  const scopes = method.texts("authorization_scopes");
  if (scopes.length > 0 && authorization !== "COGNITO_USER_POOLS")
    resources.notice(method.address, `authorization_scopes have no effect with ${authorization}`);
  if (authorization === "NONE" || authorization === "AWS_IAM") {
    if (authorizerId !== undefined)
      resources.notice(method.address, `authorizer_id has no effect with ${authorization}`);
    return { authorization, scopes: [] };
  }
  const authorizer = authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer)
    throw new TerraformError(
      "reference-missing",
      `authorizer_id is ${authorizerId ?? "missing"}, and no authorizer of the API has it`,
      method.address,
    );
  if ((authorizer.type === "COGNITO_USER_POOLS") !== (authorization === "COGNITO_USER_POOLS"))
    throw new TerraformError(
      "argument-unsupported",
      `authorization is ${authorization}, and ${authorizer.address} is of the type ${authorizer.type}`,
      method.address,
    );
  return { authorization, authorizerId: authorizer.id, scopes: authorization === "CUSTOM" ? [] : scopes };
}

function readIntegration(integration: Fields): Integration {
  const type = integration.oneOf("type", ["AWS_PROXY"]);
  // Lambda is invoked by POST; with another verb every call fails.
  integration.oneOf("integration_http_method", ["POST"]);
  return {
    address: integration.address,
    type,
    functionArn: functionArnOf(integration, "uri"),
    timeoutMs: integration.number("timeout_milliseconds", 29_000),
  };
}
