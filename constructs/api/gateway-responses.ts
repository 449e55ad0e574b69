import { ApiGatewayGatewayResponse } from "@cdktf/provider-aws/lib/api-gateway-gateway-response";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import { answerHeaders, type Cors, mapped } from "./cors";

const HEADERS = {
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/**
 * Headers on what API Gateway itself answers. Without CORS headers there, a page sees a refusal as a network
 * failure. Status and body stay API Gateway's: an entry with headers only keeps both.
 */
export class GatewayResponses extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly api: ApiGatewayRestApi; readonly cors?: Cors },
  ) {
    super(scope, id);
    const headers = { ...HEADERS, ...(props.cors && answerHeaders(props.cors)) };
    for (const family of ["4XX", "5XX"]) {
      new ApiGatewayGatewayResponse(this, family, {
        restApiId: props.api.id,
        responseType: `DEFAULT_${family}`,
        responseParameters: mapped("gatewayresponse.header", headers),
      });
    }
  }
}
