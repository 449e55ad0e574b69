/** IAM policy documents, written as AWS writes them. */
import { literal } from "./literal";

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The document as the JSON text that Terraform's `policy` arguments take; tokens may stand anywhere in it. A policy variable
 * such as `${aws:username}` stays IAM's own, and is not read by Terraform.
 */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
  return literal(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

/** The trust policy by which an AWS service assumes a role. */
export function serviceTrust(service: string): string {
  return policyDocument({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}
