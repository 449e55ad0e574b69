import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import { checkProps, listOf, opaque, refWith, someText } from "../declaration";
import { type Cors, declaredHeaders, mapped, preflightHeaders } from "./cors";
import { allowedOrigin } from "./origin-template";

export interface PreflightProps {
  readonly api: Pick<ApiGatewayRestApi, "id">;
  readonly resourceId: string;
  /** The verbs that the path serves. */
  readonly verbs: readonly string[];
  readonly cors: Cors;
}

/**
 * Content types of requests without a body. Browsers send none in a preflight; client libraries, proxies and monitors do,
 * and the MOCK integration answers 415 to a type without a template.
 */
const MEDIA_TYPES = [
  "application/json",
  "application/octet-stream",
  "application/x-www-form-urlencoded",
  "application/xml",
  "multipart/form-data",
  "text/plain",
  "text/xml",
];

/**
 * Answers the preflight requests of a path. The method has no lock, since browsers send no credentials with a preflight,
 * and invokes no function. An origin that is not declared gets a 204 as well, without the header that allows the call:
 * browsers then refuse the call, and the response tells no more than a refusal would.
 */
export class Preflight extends Construct {
  constructor(scope: Construct, id: string, props: PreflightProps) {
    super(scope, id);
    checkProps(this, props, {
      api: refWith("id"),
      resourceId: someText,
      verbs: listOf(someText),
      cors: opaque,
    });
    const origin = allowedOrigin(props.cors);
    const headers = mapped("method.response.header", {
      ...preflightHeaders(props.cors, props.verbs),
      ...origin.literal,
    });
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
      // A type without a template gets 415. Passed through, it would name no status, which gives 500.
      passthroughBehavior: "NEVER",
      requestTemplates: Object.fromEntries(MEDIA_TYPES.map((type) => [type, '{"statusCode": 204}'])),
    });
    const declared = new ApiGatewayMethodResponse(this, "declared", {
      ...at,
      statusCode: "204",
      responseParameters: declaredHeaders([
        ...Object.keys(headers),
        ...origin.computed.map((name) => `method.response.header.${name}`),
      ]),
    });
    new ApiGatewayIntegrationResponse(this, "answer", {
      ...at,
      statusCode: declared.statusCode,
      responseParameters: headers,
      ...(origin.templates && { responseTemplates: { ...origin.templates } }),
      dependsOn: [integration],
    });
  }
}
