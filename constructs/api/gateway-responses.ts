import { ApiGatewayGatewayResponse } from "@cdktf/provider-aws/lib/api-gateway-gateway-response";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import * as v from "valibot";
import { type Cors, fixedHeaders, mapped, onlyOrigin } from "../cors/cors";
import { checkProps, opaque, refWith } from "../declaration";

const HEADERS = {
  "Cache-Control": "no-store",
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
};

/** API Gateway's own. Left out, a plan after the first apply may want to take it away again. */
const TEMPLATE = '{"message":$context.error.messageString}';

/**
 * Headers on what API Gateway itself answers. Without CORS headers there, a page sees a refusal as a network
 * failure. The status stays API Gateway's.
 *
 * These responses have no template language for headers, so they cannot choose among several origins: then they
 * mirror the caller's, and a page of any origin may read a refusal, which holds its message and nothing else. They
 * never say Access-Control-Allow-Credentials. The name is in small letters, as browsers send it over HTTP/2, since
 * API Gateway maps headers with regard to case.
 */
export class GatewayResponses extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly api: ApiGatewayRestApi; readonly cors?: Cors },
  ) {
    super(scope, id);
    checkProps(this, props, { api: refWith("id"), cors: v.exactOptional(opaque) });
    const prefix = "gatewayresponse.header";
    const headers = mapped(prefix, { ...HEADERS, ...(props.cors && fixedHeaders(props.cors)) });
    const origin = props.cors && onlyOrigin(props.cors);
    for (const family of ["4XX", "5XX"]) {
      new ApiGatewayGatewayResponse(this, family, {
        restApiId: props.api.id,
        responseType: `DEFAULT_${family}`,
        responseParameters: {
          ...headers,
          ...(props.cors && {
            [`${prefix}.Access-Control-Allow-Origin`]:
              origin === undefined ? "method.request.header.origin" : `'${origin}'`,
          }),
        },
        responseTemplates: { "application/json": TEMPLATE },
      });
    }
  }
}
