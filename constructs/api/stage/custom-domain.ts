import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { Construct } from "constructs";
import { checkProps, someText } from "../../declaration";
import {
  aliasRecord,
  checkDomainName,
  type DomainNameProps,
  domainNameEntries,
  mutualTlsOf,
  urlOf,
} from "../../endpoint/domain-name";
import { provedCertificate } from "../../endpoint/proved-certificate";
import { holdToLimits } from "../../limits/hold-to-limits";

export interface CustomDomainProps extends DomainNameProps {
  /** The API behind the name. */
  readonly restApiId: string;
  /** The stage behind the name. */
  readonly stageName: string;
}

/**
 * A domain name for an API, with TLS 1.2 and newer. With mutual TLS, the address that AWS gives must be closed: it asks for no
 * certificate.
 */
export class CustomDomain extends Construct {
  /** `https://NAME`, with the base path if there is one. */
  readonly url: string;

  /** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID`; at synth `ENDPOINT_OPEN` */
  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, { ...domainNameEntries, restApiId: someText, stageName: someText });
    checkDomainName(props);
    const domain = this.domain(props, props.certificateArn ?? provedCertificate(this, props));
    new ApiGatewayBasePathMapping(this, "mapping", {
      apiId: props.restApiId,
      stageName: props.stageName,
      domainName: domain.domainName,
      ...(props.basePath !== undefined && { basePath: props.basePath }),
    });
    aliasRecord(
      this,
      { ...props, name: domain.domainName },
      { name: domain.regionalDomainName, zoneId: domain.regionalZoneId },
    );
    this.url = urlOf(props);
  }

  private domain(props: CustomDomainProps, certificateArn: string): ApiGatewayDomainName {
    const mutualTls = mutualTlsOf(props);
    return new ApiGatewayDomainName(this, "domain", {
      domainName: props.name,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ["REGIONAL"] },
      securityPolicy: "TLS_1_2",
      ...(mutualTls && { mutualTlsAuthentication: mutualTls }),
    });
  }
}
