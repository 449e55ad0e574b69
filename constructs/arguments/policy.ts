/** IAM policy documents, written as AWS writes them. */

import { DeclarationError } from "../declaration/errors";
import { shown } from "../declaration/plain";
import { literal } from "./literal";

/** A statement of an IAM policy, as AWS writes it. */
export interface PolicyStatement {
  /** Id of the statement, unique in its policy. @default none */
  readonly Sid?: string;
  /** A Deny wins over every Allow. */
  readonly Effect: "Allow" | "Deny";
  /** Whom it is about, in trust and resource policies. @default none: who has the policy */
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  /** `dynamodb:GetItem`; `*` and `?` stand for other characters. */
  readonly Action: string | readonly string[];
  /** ARNs of what it is about. @default none, in trust policies */
  readonly Resource?: string | readonly string[];
  /** In place of Resource: the resources that the statement is not about. */
  readonly NotResource?: string | readonly string[];
  /** Operators, with keys and their values. @default none */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The document as the JSON text that Terraform's `policy` arguments take; tokens may stand anywhere in it. A policy variable
 * such as `${aws:username}` stays IAM's own, and is not read by Terraform.
 *
 * @throws DeclarationError `POLICY_INCOMPLETE` where a value is missing. JSON leaves out a field without a value, and a
 *   statement without its condition allows more than one with it.
 */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
  checkComplete(statements, "Statement");
  return literal(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

function checkComplete(value: unknown, place: string): void {
  if (typeof value === "string") {
    checkText(value, place);
    return;
  }
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (inside.length === 0) throw incomplete(value, place);
  for (const [name, item] of inside) {
    checkComplete(item, Array.isArray(value) ? `${place}[${name}]` : `${place}.${name}`);
  }
}

/** What JavaScript writes into a template for a missing value, where a part of an ARN or a name is expected. */
const MISSING_PART = /(^|[:/])(undefined|\[object Object\])(?=[:/]|$)/;
/** A method in an execute-api ARN: the route `/undefined` may be declared. */
const METHOD = /\/[A-Z]+\/.*$/;

function checkText(text: string, place: string): void {
  if (text.trim() === "" || MISSING_PART.test(text.replace(METHOD, ""))) throw incomplete(text, place);
}

function incomplete(found: unknown, place: string): DeclarationError {
  return new DeclarationError(
    "POLICY_INCOMPLETE",
    `A policy document has ${shown(found)} at ${place}; expected a value with no part missing.`,
  );
}

/** The trust policy by which an AWS service assumes a role. */
export function serviceTrust(service: string): string {
  return policyDocument({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
}
