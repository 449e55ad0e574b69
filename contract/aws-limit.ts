/** One limit of AWS, and the pages that give the numbers. */
export interface AwsLimit {
  /** What is counted, as the subject of a sentence: "resources of one REST API". */
  readonly counts: string;
  readonly most: number;
  readonly unit: "characters" | "bytes" | "items" | "capacity units";
  /** `fixed`, or raised on request, to any number or to at most this one. */
  readonly raised: "fixed" | "on request" | { readonly onRequestTo: number };
  /** The AWS page that gives the number. */
  readonly source: string;
}

export const docs = "https://docs.aws.amazon.com";
export const IAM = `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`;
export const HTTP_API = `${docs}/apigateway/latest/developerguide/http-api-quotas.html`;
export const REST_API = `${docs}/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`;
export const REST_NOTES = `${docs}/apigateway/latest/developerguide/api-gateway-known-issues.html`;
export const LAMBDA = `${docs}/lambda/latest/dg/gettingstarted-limits.html`;
export const COGNITO = `${docs}/cognito/latest/developerguide/quotas.html`;
export const LOGS = `${docs}/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html`;
export const CLOUDWATCH = `${docs}/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html`;
export const WAF = `${docs}/waf/latest/developerguide/limits.html`;
export const reference = (service: string, operation: string) =>
  `${docs}/${service}/latest/APIReference/API_${operation}.html`;

export const fixed = (counts: string, most: number, unit: AwsLimit["unit"], source: string) =>
  ({ counts, most, unit, raised: "fixed", source }) as const satisfies AwsLimit;
export const raisable = (counts: string, most: number, unit: AwsLimit["unit"], source: string, to?: number) =>
  ({
    counts,
    most,
    unit,
    raised: to === undefined ? "on request" : { onRequestTo: to },
    source,
  }) satisfies AwsLimit;
