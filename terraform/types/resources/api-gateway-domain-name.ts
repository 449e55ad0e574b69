import { assigned, block, computed, ignored, newer, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { apiArn } from "../stand-ins";

export const apiGatewayDomainName = {
  name: "aws_api_gateway_domain_name",
  unserved: {},
  attributes: {
    domain_name: replacing(read),
    endpoint_configuration: block({ types: read, ip_address_type: ignored }),
    mutual_tls_authentication: block({ truststore_uri: read, truststore_version: read }),
    // Of a private domain: it applies beside the API's resource policy, and so can only narrow.
    policy: ignored,
    routing_mode: newer(read),
    certificate_arn: ignored,
    certificate_body: replacing(ignored),
    certificate_chain: replacing(ignored),
    certificate_name: ignored,
    certificate_private_key: replacing(ignored),
    endpoint_access_mode: newer(ignored),
    ownership_verification_certificate_arn: ignored,
    regional_certificate_arn: ignored,
    regional_certificate_name: ignored,
    security_policy: ignored,
    arn: assigned(apiArn("/domainnames/{domain_name}")),
    certificate_upload_date: computed,
    cloudfront_domain_name: computed,
    cloudfront_zone_id: computed,
    domain_name_id: computed,
    regional_domain_name: computed,
    regional_zone_id: computed,
    id: assigned("{domain_name}"),
  },
} satisfies ResourceType;
