import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { type CustomDomainProps, checkDomain, customDomainEntries } from "../api/stage/custom-domain";
import { provedCertificate } from "../api/stage/proved-certificate";
import { checkProps, someText } from "../declaration";

export interface HttpDomainProps extends Omit<CustomDomainProps, "restApiId" | "stageName"> {
  /** The API behind the name. */
  readonly apiId: string;
  /** Id of its stage. */
  readonly stageId: string;
}

/** A domain name for an HTTP API, with TLS 1.2 and newer. The API closes its own address, which would bypass mutual TLS. */
export class HttpDomain extends Construct {
  /** `https://NAME`, with the base path if there is one. */
  readonly url: string;

  /** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID` */
  constructor(scope: Construct, id: string, props: HttpDomainProps) {
    super(scope, id);
    checkProps(this, props, { ...customDomainEntries, apiId: someText, stageId: someText });
    checkDomain(props);
    const domain = new Apigatewayv2DomainName(this, "domain", {
      domainName: props.name,
      domainNameConfiguration: {
        certificateArn: props.certificateArn ?? provedCertificate(this, props),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
      },
      ...(props.mutualTls && {
        mutualTlsAuthentication: {
          truststoreUri: props.mutualTls.truststore,
          truststoreVersion: props.mutualTls.version,
        },
      }),
    });
    new Apigatewayv2ApiMapping(this, "mapping", {
      apiId: props.apiId,
      stage: props.stageId,
      domainName: domain.id,
      ...(props.basePath !== undefined && { apiMappingKey: props.basePath }),
    });
    if (props.zoneId !== "elsewhere") this.record(props.zoneId, domain);
    this.url = `https://${props.name}${props.basePath === undefined ? "" : `/${props.basePath}`}`;
  }

  private record(zoneId: string, domain: Apigatewayv2DomainName): void {
    const { hostedZoneId, targetDomainName } = domain.domainNameConfiguration;
    new Route53Record(this, "name", {
      zoneId,
      name: domain.domainName,
      type: "A",
      alias: { name: targetDomainName, zoneId: hostedZoneId, evaluateTargetHealth: false },
    });
  }
}
