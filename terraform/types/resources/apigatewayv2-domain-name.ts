import { assigned, block, computed, ignored, newer, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { apiArn } from "../stand-ins";

export const apigatewayv2DomainName = {
  name: "aws_apigatewayv2_domain_name",
  unserved: {},
  attributes: {
    domain_name: replacing(read),
    mutual_tls_authentication: block({ truststore_uri: read, truststore_version: read }),
    domain_name_configuration: block(
      {
        certificate_arn: ignored,
        endpoint_type: ignored,
        ip_address_type: ignored,
        ownership_verification_certificate_arn: ignored,
        security_policy: ignored,
      },
      ["hosted_zone_id", "target_domain_name"],
    ),
    routing_mode: newer(read),
    timeouts: ignored,
    api_mapping_selection_expression: computed,
    arn: assigned(apiArn("/domainnames/{domain_name}")),
    id: assigned("{domain_name}"),
  },
} satisfies ResourceType;
