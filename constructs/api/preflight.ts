import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import { type Cors, mapped, preflightHeaders } from "./cors";

export interface PreflightProps {
  readonly api: ApiGatewayRestApi;
  readonly resourceId: string;
  /** The verbs that the path serves. */
  readonly verbs: readonly string[];
  readonly cors: Cors;
}

/**
 * Answers a browser's question whether a page may call this path. It is open, as browsers send no
 * credentials with it, and no function runs: the answer is the same for everybody.
 */
export class Preflight extends Construct {
  constructor(scope: Construct, id: string, props: PreflightProps) {
    super(scope, id);
    const headers = mapped("method.response.header", preflightHeaders(props.cors, props.verbs));
    const method = new ApiGatewayMethod(this, "method", {
      restApiId: props.api.id,
      resourceId: props.resourceId,
      httpMethod: "OPTIONS",
      authorization: "NONE",
      apiKeyRequired: false,
    });
    const at = { restApiId: props.api.id, resourceId: props.resourceId, httpMethod: method.httpMethod };
    const integration = new ApiGatewayIntegration(this, "integration", {
      ...at,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
    });
    const declared = new ApiGatewayMethodResponse(this, "declared", {
      ...at,
      statusCode: "204",
      responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, true])) as never,
    });
    new ApiGatewayIntegrationResponse(this, "answer", {
      ...at,
      statusCode: declared.statusCode,
      responseParameters: headers,
      dependsOn: [integration],
    });
  }
}
