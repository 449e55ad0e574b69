/**
 * Types of which a deployment takes a snapshot: a change of them goes live only with the next. AWS's list, less
 * documentation, which no caller meets, and API keys, which are looked up on every call. The value tells whether
 * callers meet what is removed until the next deployment: a method, and what decides about its calls.
 * Source: API Gateway Developer Guide, "Updates to a REST API that require redeployment".
 */
export const deployedTypes: Readonly<Record<string, { readonly staysLive: boolean }>> = {
  aws_api_gateway_authorizer: { staysLive: true },
  aws_api_gateway_gateway_response: { staysLive: true },
  aws_api_gateway_integration: { staysLive: true },
  aws_api_gateway_integration_response: { staysLive: true },
  aws_api_gateway_method: { staysLive: true },
  aws_api_gateway_method_response: { staysLive: false },
  aws_api_gateway_model: { staysLive: false },
  aws_api_gateway_request_validator: { staysLive: false },
  aws_api_gateway_resource: { staysLive: false },
  aws_api_gateway_rest_api: { staysLive: false },
  aws_api_gateway_rest_api_policy: { staysLive: true },
  aws_api_gateway_rest_api_put: { staysLive: false },
  aws_api_gateway_vpc_link: { staysLive: false },
};

export function isDeployed(type: string): boolean {
  return Object.hasOwn(deployedTypes, type);
}
