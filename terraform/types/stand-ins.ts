/**
 * How to generate a value that AWS assigns when the Terraform is applied. It has AWS's format and is the same in every
 * run, so that resources can refer to each other before they exist.
 */
export type StandIn =
  /**
   * A template with attributes of the resource: `{name}`, or `{path=/}` with a default. `{region}` and `{account}` are
   * those of the resource.
   */
  | string
  /** Characters that are derived from the resource's address, after the template `before`. */
  | { readonly before: string; readonly random: number; readonly of: string; readonly salt: string }
  /** A UUID that is derived from the resource's address, after the template `before`. */
  | { readonly before: string; readonly uuid: true }
  /** The path of the resource whose id is the attribute `parent`, a slash, and the attribute `part`. */
  | { readonly parent: string; readonly part: string }
  /** A list with the template `text` for each block. Attributes of the block have its name: `{scope.scope_name}`. */
  | { readonly each: string; readonly text: string }
  /** The attribute `url` without its scheme, after the template `before`. */
  | { readonly before: string; readonly url: string }
  /** The ARN of the function that the attribute names, or has as its ARN, and the template `after`. */
  | { readonly ofFunction: string; readonly after: string };

export const DIGITS = "0123456789";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const UPPER = LOWER.toUpperCase();

export function random(length: number, of: string, { before = "", salt = "" } = {}): StandIn {
  return { before, random: length, of, salt };
}

/** Identifiers of API Gateway: lower-case letters and digits. */
export function apiGatewayId(length = 6, salt = ""): StandIn {
  return random(length, LOWER + DIGITS, { salt });
}

/** `AROA…`: the unique identifier of a role, user, group or policy. */
export function iamId(prefix: string): StandIn {
  return random(17, UPPER + DIGITS, { before: prefix });
}

export function iamArn(kind: string): string {
  return `arn:aws:iam::{account}:${kind}{path=/}{name}`;
}

export function regionalArn(service: string, resource: string): string {
  return `arn:aws:${service}:{region}:{account}:${resource}`;
}

/** ARN in API Gateway's control plane. */
export function apiArn(path: string): string {
  return `arn:aws:apigateway:{region}::${path}`;
}

/** The URI by which API Gateway invokes the function whose ARN is the attribute `arn`. */
export function invokeArn(arn: string): string {
  return `arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{${arn}}/invocations`;
}

/** The name that Terraform generates for an IAM resource without one. */
export const generatedName = random(26, DIGITS, { before: "{name_prefix=terraform-}" });

/** The URI by which API Gateway invokes a function that streams its response. */
export function streamingInvokeArn(arn: string): string {
  return `arn:aws:apigateway:{region}:lambda:path/2021-11-15/functions/{${arn}}/response-streaming-invocations`;
}
