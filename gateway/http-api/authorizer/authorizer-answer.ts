import { parsePolicy } from "../../../terraform/access/iam";
import type { LambdaAuthorizer, PolicyDocument } from "../../../terraform/model";

/** The checked answer of a Lambda authorizer. */
export type AuthorizerAnswer = SimpleAnswer | PolicyAnswer;

interface WithContext {
  /** As the function gave it; `null` where it gave none. */
  readonly context: Readonly<Record<string, unknown>> | null;
}

export interface SimpleAnswer extends WithContext {
  readonly isAuthorized: boolean;
}

export interface PolicyAnswer extends WithContext {
  readonly principalId: string;
  readonly document: PolicyDocument;
}

/**
 * Reads an authorizer's output. The configuration says which of the two forms it has, and not the output.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 *
 * @returns the problem as a sentence where it does not have that form: API Gateway then answers 500
 */
export function authorizerAnswer(
  output: unknown,
  { hasSimpleResponses }: Pick<LambdaAuthorizer, "hasSimpleResponses">,
): AuthorizerAnswer | string {
  if (!isObject(output)) return "it returned no object";
  const { context = null } = output;
  if (context !== null && !isObject(context)) return "its context is not an object";
  return hasSimpleResponses ? simpleAnswer(output, context) : policyAnswer(output, context);
}

function simpleAnswer(
  { isAuthorized }: Readonly<Record<string, unknown>>,
  context: WithContext["context"],
): SimpleAnswer | string {
  return typeof isAuthorized === "boolean"
    ? { isAuthorized, context }
    : "its isAuthorized is not true or false";
}

function policyAnswer(
  { policyDocument, principalId }: Readonly<Record<string, unknown>>,
  context: WithContext["context"],
): PolicyAnswer | string {
  if (typeof principalId !== "string" || principalId === "") return "its principalId is not a string";
  if (!isObject(policyDocument)) return "it returned no policyDocument";
  try {
    const document = parsePolicy(policyDocument, "the authorizer's policyDocument");
    return { principalId, document, context };
  } catch (error) {
    return `its policyDocument cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
