import type { UserPool } from "../../../../terraform/model";
import { within } from "../../../lambda/deadline";
import { findFunction } from "../../../lambda/find-function";
import { mayInvoke } from "../../../lambda/permission";
import type { StoredUser } from "../../directory/stored-user";
import { cognitoError } from "../../exceptions";
import type { UserPoolContext } from "../user-pool-operation";

export interface TriggerCall {
  readonly functionArn: string;
  /** As exceptions name it: `PreSignUp`. */
  readonly name: string;
  /** `PreSignUp_SignUp` */
  readonly source: string;
  readonly pool: UserPool;
  /** Absent where no client is involved. */
  readonly clientId?: string;
  readonly username: string;
  readonly request: unknown;
  /** What the function finds as the event's response. */
  readonly response: unknown;
  /** @default "1" */
  readonly version?: string;
}

/** A trigger must answer within 5 s, also where its own time-out is longer. If it does not, it is called again. */
const TRIGGER_MS = 5_000;
const ATTEMPTS = 3;

/**
 * Runs a function of the user pool. Every failure ends what it was called for.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 *
 * @returns what the function returned
 * @throws {ServiceError} `UserLambdaValidationException` where the function fails, `UnexpectedLambdaException` where it
 *   cannot be called or does not answer any of three calls in time
 */
export async function runTrigger(call: TriggerCall, context: UserPoolContext): Promise<unknown> {
  const { functionArn, name, pool } = call;
  const target = findFunction(context.model, functionArn);
  if (target === undefined || !mayInvoke(target, "cognito-idp.amazonaws.com", pool.arn))
    throw unexpected(name, "AccessDeniedException");
  const event = JSON.stringify(eventOf(call, context));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await within(TRIGGER_MS, context.invoke(target.arn, event));
    if (result === "late") continue;
    if (result.kind === "ok") return result.payload;
    if (result.kind === "missing") throw unexpected(name, "ResourceNotFoundException");
    const { timeoutSeconds } = target;
    const message =
      result.kind === "error"
        ? result.errorMessage
        : `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    throw cognitoError("UserLambdaValidationException", `${name} failed with error ${message}.`);
  }
  // Measured: https://github.com/furaiev/amazon-cognito-identity-dart-2/issues/204
  throw unexpected(name, "Socket timeout while invoking Lambda function");
}

/**
 * Runs a trigger of which the response counts.
 *
 * @throws {ServiceError} `InvalidLambdaResponseException` where the function returns no event with a response
 */
export async function askTrigger(
  call: TriggerCall,
  context: UserPoolContext,
): Promise<Readonly<Record<string, unknown>>> {
  const output = await runTrigger(call, context);
  const response = isObject(output) ? output.response : undefined;
  if (!isObject(response)) throw unrecognizable();
  return response;
}

export function unrecognizable() {
  return cognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
}

/** A user's attributes as events have them. */
export function userAttributes({ attributes, status, sub }: StoredUser): Record<string, string> {
  return { sub, "cognito:user_status": status, ...attributes };
}

function eventOf(call: TriggerCall, { model }: UserPoolContext): unknown {
  const { clientId, pool, request, response, source, username, version = "1" } = call;
  return {
    version,
    triggerSource: source,
    region: model.region,
    userPoolId: pool.id,
    userName: username,
    callerContext: {
      awsSdkVersion: "aws-sdk-unknown-unknown",
      clientId: clientId ?? "CLIENT_ID_NOT_APPLICABLE",
    },
    request,
    response,
  };
}

function unexpected(name: string, why: string) {
  return cognitoError("UnexpectedLambdaException", `${name} invocation failed due to error ${why}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
