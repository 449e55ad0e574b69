import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import * as v from "valibot";
import { anyText, checkProps, type Entries, fields, someText } from "../../declaration";
import { DeclarationError, type DeclarationErrorCode } from "../../declaration/errors";
import { provedCertificate } from "./proved-certificate";

export interface CustomDomainProps {
  /** `api.example.com` */
  readonly name: string;
  /** Id of the Route 53 zone for the name and the validation of the certificate. `"elsewhere"`: the records are created by hand. */
  readonly zoneId: string | "elsewhere";
  /** A certificate of this region. @default one is created and validated in the zone */
  readonly certificateArn?: string;
  /** Requires client certificates of the authorities in this truststore. @default none is required */
  readonly mutualTls?: {
    /** `s3://bucket/truststore.pem` */
    readonly truststore: string;
    /** The object's version. Without it, API Gateway does not notice a new truststore. */
    readonly version: string;
  };
  /** First segment of the API's paths under this name. @default none */
  readonly basePath?: string;
  /** The API behind the name. */
  readonly restApiId: string;
  /** The stage behind the name. */
  readonly stageName: string;
}

export const customDomainEntries = {
  name: someText,
  zoneId: someText,
  certificateArn: v.exactOptional(anyText),
  mutualTls: v.exactOptional(fields({ truststore: someText, version: someText })),
  basePath: v.exactOptional(anyText),
} satisfies Entries<Omit<CustomDomainProps, "restApiId" | "stageName">>;

/** A domain name for an API, with TLS 1.2 and newer. The address that AWS gives must be closed: it would bypass mutual TLS. */
export class CustomDomain extends Construct {
  /** `https://NAME`, with the base path if there is one. */
  readonly url: string;

  /** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID` */
  constructor(scope: Construct, id: string, props: CustomDomainProps) {
    super(scope, id);
    checkProps(this, props, { ...customDomainEntries, restApiId: someText, stageName: someText });
    checkDomain(props);
    const domain = this.domain(props, props.certificateArn ?? provedCertificate(this, props));
    new ApiGatewayBasePathMapping(this, "mapping", {
      apiId: props.restApiId,
      stageName: props.stageName,
      domainName: domain.domainName,
      ...(props.basePath !== undefined && { basePath: props.basePath }),
    });
    if (props.zoneId !== "elsewhere") this.record(props.zoneId, domain);
    this.url = `https://${props.name}${props.basePath === undefined ? "" : `/${props.basePath}`}`;
  }

  private domain(props: CustomDomainProps, certificateArn: string): ApiGatewayDomainName {
    return new ApiGatewayDomainName(this, "domain", {
      domainName: props.name,
      regionalCertificateArn: certificateArn,
      endpointConfiguration: { types: ["REGIONAL"] },
      securityPolicy: "TLS_1_2",
      ...(props.mutualTls && {
        mutualTlsAuthentication: {
          truststoreUri: props.mutualTls.truststore,
          truststoreVersion: props.mutualTls.version,
        },
      }),
    });
  }

  private record(zoneId: string, domain: ApiGatewayDomainName): void {
    new Route53Record(this, "name", {
      zoneId,
      name: domain.domainName,
      type: "A",
      alias: { name: domain.regionalDomainName, zoneId: domain.regionalZoneId, evaluateTargetHealth: false },
    });
  }
}

/** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID` */
export function checkDomain(props: Omit<CustomDomainProps, "restApiId" | "stageName">): void {
  const refuse = (code: DeclarationErrorCode, message: string) => {
    throw new DeclarationError(code, `The custom domain "${props.name}" ${message}`);
  };
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(props.name) && !props.name.includes("${")) {
    refuse("DOMAIN_INVALID", "is no host name; expected one such as api.example.com, in small letters.");
  }
  if (props.zoneId === "elsewhere" && props.certificateArn === undefined) {
    refuse("CERTIFICATE_MISSING", "has neither a certificate nor a zone to prove one in.");
  }
  if (props.mutualTls && !/^s3:\/\/[^/]+\/.+$/.test(props.mutualTls.truststore)) {
    refuse(
      "TRUSTSTORE_INVALID",
      `takes its truststore from "${props.mutualTls.truststore}"; expected s3://BUCKET/KEY.`,
    );
  }
  if (props.basePath !== undefined && !/^[A-Za-z0-9$_.+!*'()-]+$/.test(props.basePath)) {
    refuse(
      "BASE_PATH_INVALID",
      `has the base path "${props.basePath}"; expected one segment without slashes.`,
    );
  }
}
