import type { ApiGatewayRestApiConfig } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { DeclarationError } from "../declaration/errors";

/** Where an API answers: for everybody, or through these VPC endpoints only. */
export type ApiEndpoint = "regional" | { readonly privateTo: readonly string[] };

/** Edge-optimized is the service's default and never chosen here: it hides the caller's address from WAF. */
export function endpointConfiguration(
  endpoint: ApiEndpoint,
): Pick<ApiGatewayRestApiConfig, "endpointConfiguration"> {
  if (endpoint === "regional") return { endpointConfiguration: { types: ["REGIONAL"] } };
  if (endpoint.privateTo.length === 0) {
    throw new DeclarationError(
      "ENDPOINT_UNREACHABLE",
      "A private API was given no VPC endpoint to answer through.",
    );
  }
  return { endpointConfiguration: { types: ["PRIVATE"], vpcEndpointIds: [...endpoint.privateTo] } };
}
