import { parsePolicy } from "../../terraform/access/iam";
import { TerraformError } from "../../terraform/error";
import type { ApiModel, IamRole } from "../../terraform/model";
import type { Parameters } from "../http/form";
import { ServiceError } from "../protocol/service-error";
import { constraintError, malformedPolicy, validationError } from "./errors";

/** What a call that assumes a role asks of its session. */
export interface SessionRequest {
  readonly durationSeconds: number;
  readonly policies: readonly string[];
  /** ARNs of managed policies of the Terraform. */
  readonly policyArns: readonly string[];
  /** Percent of what the policies of a session may have; undefined without any. */
  readonly packedPolicySize: number | undefined;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_NAME = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, shown: "[\\w+=,.@-]*" };
const ARN = { min: 20, max: 2_048 };
const EXTERNAL_ID = { min: 2, max: 1_224, pattern: /^[\w+=,.@:/-]*$/, shown: "[\\w+=,.@:\\/-]*" };
const POLICY_LENGTH = 2_048;
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
const DEFAULT_SECONDS = 3_600;

interface TextLimits {
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
  /** The pattern, as messages have it. */
  readonly shown?: string;
}

/** @throws {ServiceError} `ValidationError` */
export function requiredParameter(parameters: Parameters, name: string, limits: TextLimits): string {
  const value = optionalParameter(parameters, name, limits);
  if (value === undefined) throw constraintError(name, value, "not be null");
  return value;
}

/** @throws {ServiceError} `ValidationError` */
function optionalParameter(
  parameters: Parameters,
  name: string,
  { max, min, pattern, shown }: TextLimits,
): string | undefined {
  const value = parameters.get(name);
  if (value === undefined) return undefined;
  // What a message repeats must not be as long as a token.
  const said = value.slice(0, 200);
  if (value.length < min) throw constraintError(name, said, `have length greater than or equal to ${min}`);
  if (value.length > max) throw constraintError(name, said, `have length less than or equal to ${max}`);
  if (pattern && !pattern.test(value))
    throw constraintError(name, said, `satisfy regular expression pattern: ${shown}`);
  return value;
}

export function roleArnIn(parameters: Parameters): string {
  return arnIn(parameters, "RoleArn");
}

export function arnIn(parameters: Parameters, name: string): string {
  return requiredParameter(parameters, name, ARN);
}

export function sessionNameIn(parameters: Parameters): string {
  return requiredParameter(parameters, "RoleSessionName", SESSION_NAME);
}

export function externalIdIn(parameters: Parameters): string | undefined {
  return optionalParameter(parameters, "ExternalId", EXTERNAL_ID);
}

/** What `sessionRequestIn` reads. An empty list of policies, `PolicyArns=`, is refused: it would narrow nothing. */
export const SESSION_PARAMETERS = ["DurationSeconds", "Policy", "PolicyArns.member.N.arn"] as const;

/**
 * The duration and the policies of the session that a call asks for.
 *
 * @throws {ServiceError} `ValidationError`, `MalformedPolicyDocument`, `PackedPolicyTooLarge`
 */
export function sessionRequestIn(
  parameters: Parameters,
  { model }: { readonly model: Pick<ApiModel, "managedPolicies"> },
): SessionRequest {
  const policy = optionalParameter(parameters, "Policy", { min: 1, max: POLICY_LENGTH });
  if (policy !== undefined) checkPolicy(policy);
  const policyArns = policyArnsIn(parameters, model);
  const size = (policy ?? "").length + policyArns.join("").length;
  return {
    durationSeconds: durationIn(parameters),
    policies: policy === undefined ? [] : [policy],
    policyArns,
    packedPolicySize: size === 0 ? undefined : Math.min(100, Math.ceil((size * 100) / POLICY_LENGTH)),
  };
}

const MOST_ARNS = 10;

/** Those of this Terraform: of others the gate has no text. */
function policyArnsIn(
  parameters: Parameters,
  { managedPolicies = [] }: Pick<ApiModel, "managedPolicies">,
): readonly string[] {
  const names = [...parameters.keys()].filter((name) => name.startsWith("PolicyArns."));
  const arns = names.map((name) => arnIn(parameters, name));
  if (arns.length > MOST_ARNS)
    throw constraintError("policyArns", `${arns.length}`, `have length less than or equal to ${MOST_ARNS}`);
  for (const arn of arns) {
    const found = managedPolicies.find((policy) => policy.arn === arn);
    if (!found || "unknown" in found.document)
      throw validationError(
        `PolicyArns: ${arn.slice(0, 200)} is no policy of the Terraform, and this gate has no text of it: give the policy itself as Policy.`,
      );
  }
  return arns;
}

function durationIn(parameters: Parameters): number {
  const text = parameters.get("DurationSeconds");
  if (text === undefined) return DEFAULT_SECONDS;
  if (!/^\d{1,9}$/.test(text))
    throw new ServiceError("MalformedInput", "DurationSeconds is not a number of seconds.");
  const seconds = Number(text);
  if (seconds < SHORTEST_SECONDS)
    throw constraintError("DurationSeconds", text, `have value greater than or equal to ${SHORTEST_SECONDS}`);
  if (seconds > LONGEST_SECONDS)
    throw constraintError("DurationSeconds", text, `have value less than or equal to ${LONGEST_SECONDS}`);
  return seconds;
}

/** @throws {ServiceError} `ValidationError` */
export function checkDuration(seconds: number, { maxSessionSeconds }: IamRole): void {
  if (seconds > maxSessionSeconds)
    throw validationError("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
}

function checkPolicy(text: string): void {
  try {
    parsePolicy(text, "Policy");
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    throw malformedPolicy("Syntax errors in policy.");
  }
}
