import { type Document, isObject, section } from "./document";

const EXTENSION = "x-amazon-apigateway-endpoint-configuration";

/**
 * The endpoint that a document asks for: at its top in OpenAPI 2, in its servers in OpenAPI 3.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
export function endpointOf(document: Document): {
  readonly isPrivate: boolean;
  readonly isDisabled: boolean;
} {
  const servers = Array.isArray(document.servers) ? document.servers.filter(isObject) : [];
  const found = [document, ...servers].map((holder) => section(holder, EXTENSION));
  return {
    isPrivate: found.some(({ types }) => Array.isArray(types) && types.includes("PRIVATE")),
    isDisabled: found.some(({ disableExecuteApiEndpoint }) => disableExecuteApiEndpoint === true),
  };
}
