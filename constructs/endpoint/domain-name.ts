/** What the domain names of REST APIs and of HTTP APIs have in common. */
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import * as v from "valibot";
import { anyText, type Entries, fields, someText } from "../declaration";
import { DeclarationError, type DeclarationErrorCode } from "../declaration/errors";

export interface DomainNameProps {
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
}

export const domainNameEntries = {
  name: someText,
  zoneId: someText,
  certificateArn: v.exactOptional(anyText),
  mutualTls: v.exactOptional(fields({ truststore: someText, version: someText })),
  basePath: v.exactOptional(anyText),
} satisfies Entries<DomainNameProps>;

/** @throws DeclarationError `DOMAIN_INVALID`, `CERTIFICATE_MISSING`, `TRUSTSTORE_INVALID`, `BASE_PATH_INVALID` */
export function checkDomainName(props: DomainNameProps): void {
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

/** The argument for client certificates of both kinds of domain names. */
export function mutualTlsOf({ mutualTls }: DomainNameProps) {
  return mutualTls && { truststoreUri: mutualTls.truststore, truststoreVersion: mutualTls.version };
}

/** `https://NAME`, with the base path if there is one. */
export function urlOf({ basePath, name }: DomainNameProps): string {
  return `https://${name}${basePath === undefined ? "" : `/${basePath}`}`;
}

/** The record by which the name leads to API Gateway, unless it is created by hand. */
export function aliasRecord(
  scope: Construct,
  { name, zoneId }: DomainNameProps,
  alias: { readonly name: string; readonly zoneId: string },
): void {
  if (zoneId === "elsewhere") return;
  new Route53Record(scope, "name", {
    zoneId,
    name,
    type: "A",
    alias: { ...alias, evaluateTargetHealth: false },
  });
}
