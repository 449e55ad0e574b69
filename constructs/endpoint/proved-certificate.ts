import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Fn, propertyAccess } from "cdktf";
import type { Construct } from "constructs";

/** Creates a certificate and proves it in a zone, under the ids `certificate`, `proof` and `proved` of `scope`. @returns its ARN */
export function provedCertificate(
  scope: Construct,
  { name, zoneId }: { readonly name: string; readonly zoneId: string },
): string {
  const certificate = new AcmCertificate(scope, "certificate", {
    domainName: name,
    validationMethod: "DNS",
    lifecycle: { createBeforeDestroy: true },
  });
  // The set has one element, since there is one name.
  const option = (field: string) =>
    propertyAccess(Fn.one(certificate.domainValidationOptions), [field]) as unknown as string;
  const proof = new Route53Record(scope, "proof", {
    zoneId,
    name: option("resource_record_name"),
    type: option("resource_record_type"),
    records: [option("resource_record_value")],
    ttl: 300,
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(scope, "proved", {
    certificateArn: certificate.arn,
    validationRecordFqdns: [proof.fqdn],
  }).certificateArn;
}
