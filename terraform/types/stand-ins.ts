/**
 * How a value is made up that AWS assigns when the Terraform is applied: in AWS's own shape, and the same from run to
 * run, so that resources find each other before there are any.
 */
export type StandIn =
  /**
   * A text with attributes of the resource in it: `{name}`, or `{path=/}` with what holds where it is not written.
   * `{region}` and `{account}` are those that the resource is in.
   */
  | string
  /** Characters that follow from the resource's address, behind a text like the one above. */
  | { readonly before: string; readonly random: number; readonly of: string; readonly salt: string }
  /** A UUID that follows from the resource's address, behind such a text. */
  | { readonly before: string; readonly uuid: true }
  /** A path: that of the resource of the same type whose id `parent` is, a slash, and `part`. */
  | { readonly parent: string; readonly part: string }
  /** A text for each block of one name. Attributes of the block are named with it: `{scope.scope_name}`. */
  | { readonly each: string; readonly text: string }
  /** A URL without its scheme, behind a text. */
  | { readonly before: string; readonly url: string };

export const DIGITS = "0123456789";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const UPPER = LOWER.toUpperCase();

export function random(length: number, of: string, { before = "", salt = "" } = {}): StandIn {
  return { before, random: length, of, salt };
}

/** API Gateway's own identifiers: small letters and digits. */
export function apiGatewayId(length = 6, salt = ""): StandIn {
  return random(length, LOWER + DIGITS, { salt });
}

/** `AROA…`: the identifier of a role, user, group or policy that is never used again. */
export function iamId(prefix: string): StandIn {
  return random(17, UPPER + DIGITS, { before: prefix });
}

export function iamArn(kind: string): string {
  return `arn:aws:iam::{account}:${kind}{path=/}{name}`;
}

export function regionalArn(service: string, resource: string): string {
  return `arn:aws:${service}:{region}:{account}:${resource}`;
}

/** ARN of a part of API Gateway's control plane. */
export function apiArn(path: string): string {
  return `arn:aws:apigateway:{region}::${path}`;
}

/** The URI by which API Gateway invokes the function whose ARN is the attribute `arn`. */
export function invokeArn(arn: string): string {
  return `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{${arn}}/invocations`;
}

/** What IAM names a resource without a name of its own. */
export const generatedName = random(26, DIGITS, { before: "{name_prefix=terraform-}" });

/** The same for a function that streams its response. */
export function streamingInvokeArn(arn: string): string {
  return `arn:aws:apigateway:{region}:lambda:path/2021-11-15/functions/{${arn}}/response-streaming-invocations`;
}
