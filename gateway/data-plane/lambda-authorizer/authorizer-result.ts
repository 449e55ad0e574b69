import { parsePolicy } from "../../../terraform/access/iam";
import type { PolicyDocument } from "../../../terraform/model";

/** The checked result of a Lambda authorizer. */
export interface AuthorizerResult {
  readonly principalId: string;
  readonly document: PolicyDocument;
  /** Every value as the string that the integration gets. */
  readonly context: Readonly<Record<string, string>>;
  /** An API key's value, for APIs whose key source is AUTHORIZER. */
  readonly usageIdentifierKey?: string;
}

/**
 * Reads an authorizer's output.
 *
 * @returns the problem as a sentence where it does not have the documented shape: API Gateway then answers 500
 */
export function parseAuthorizerResult(output: unknown): AuthorizerResult | string {
  if (!isObject(output)) return "it returned no object";
  const { context, policyDocument, principalId, usageIdentifierKey } = output;
  if (typeof principalId !== "string" || principalId === "") return "its principalId is not a string";
  if (!isObject(policyDocument)) return "it returned no policyDocument";
  const values = contextValues(context);
  if (values === undefined) return "its context is not a flat map of strings, numbers and booleans";
  try {
    return {
      principalId,
      document: parsePolicy(policyDocument, "the authorizer's policyDocument"),
      context: values,
      ...(typeof usageIdentifierKey === "string" && { usageIdentifierKey }),
    };
  } catch (error) {
    return `its policyDocument cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function contextValues(context: unknown): Record<string, string> | undefined {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return undefined;
  const entries = Object.entries(context).filter(([, value]) => value !== null);
  if (entries.some(([, value]) => !["string", "number", "boolean"].includes(typeof value))) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
