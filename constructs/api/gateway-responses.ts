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

/** API Gateway's default. Without it here, plans after the first apply may remove it. */
const TEMPLATE = '{"message":$context.error.messageString}';

/**
 * Adds headers to the responses that API Gateway generates. Without CORS headers on them, a page sees a refusal as a network
 * failure. Their status is not changed.
 *
 * The headers of these responses cannot be computed, so with several origins they return the origin of the caller. A page
 * of any origin can then read a refusal, which has a message and nothing else. Access-Control-Allow-Credentials is never
 * set. The mapping names `origin` in lower case, as browsers send it over HTTP/2, since API Gateway maps headers by case.
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
