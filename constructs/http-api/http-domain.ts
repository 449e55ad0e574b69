import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Construct } from "constructs";
import { checkProps, someText } from "../declaration";
import {
  aliasRecord,
  checkDomainName,
  type DomainNameProps,
  domainNameEntries,
  mutualTlsOf,
  urlOf,
} from "../endpoint/domain-name";
import { provedCertificate } from "../endpoint/proved-certificate";
import { holdToLimits } from "../limits/hold-to-limits";

export interface HttpDomainProps extends DomainNameProps {
  /** The API behind the name. */
  readonly apiId: string;
  /** Id of its stage. */
  readonly stageId: string;
}

/**
 * A domain name for an HTTP API, with TLS 1.2 and newer. With mutual TLS, the API must have closed its own address, which asks
 * for no certificate: an `HttpApi` does so where it has a `domain`.
 */
export class HttpDomain extends Construct {
  /** `https://NAME`, with the base path if there is one. */
  readonly url: string;

  /** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID`; at synth `ENDPOINT_OPEN` */
  constructor(scope: Construct, id: string, props: HttpDomainProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, { ...domainNameEntries, apiId: someText, stageId: someText });
    checkDomainName(props);
    const mutualTls = mutualTlsOf(props);
    const domain = new Apigatewayv2DomainName(this, "domain", {
      domainName: props.name,
      domainNameConfiguration: {
        certificateArn: props.certificateArn ?? provedCertificate(this, props),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
      ...(mutualTls && { mutualTlsAuthentication: mutualTls }),
    });
    new Apigatewayv2ApiMapping(this, "mapping", {
      apiId: props.apiId,
      stage: props.stageId,
      domainName: domain.id,
      ...(props.basePath !== undefined && { apiMappingKey: props.basePath }),
    });
    const { hostedZoneId, targetDomainName } = domain.domainNameConfiguration;
    aliasRecord(
      this,
      { ...props, name: domain.domainName },
      { name: targetDomainName, zoneId: hostedZoneId },
    );
    this.url = urlOf(props);
  }
}
