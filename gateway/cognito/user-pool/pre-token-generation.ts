import type { LambdaFunction } from "../../../terraform/model";
import { within } from "../../lambda/deadline";
import { findFunction } from "../../lambda/find-function";
import { mayInvoke } from "../../lambda/permission";
import type { StoredUser } from "../directory/stored-user";
import { cognitoError } from "../exceptions";
import type { FlowContext } from "./auth-flow";
import type { TokenClaims } from "./claims";
import { type GroupClaims, renderGroups } from "./groups";
import { applyChanges, readChanges } from "./token-changes";

export type TriggerSource =
  | "TokenGeneration_Authentication"
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_RefreshTokens";

export interface SignIn {
  readonly user: StoredUser;
  readonly groups: GroupClaims;
  readonly source: TriggerSource;
  readonly scopes: readonly string[];
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

/** A trigger must answer within 5 s, also where its own time-out is longer. */
const TRIGGER_MS = 5_000;

/**
 * Adds the group claims and applies the changes of the pool's pre-token-generation trigger.
 *
 * @throws {ServiceError} where the trigger fails: the user is not signed in then.
 */
export async function customizeTokens(
  base: TokenClaims,
  signIn: SignIn,
  context: FlowContext,
): Promise<TokenClaims> {
  const trigger = context.pool.preTokenGeneration;
  const rendered = renderGroups(signIn.groups);
  const claims = { id: { ...base.id, ...rendered.id }, access: { ...base.access, ...rendered.access } };
  if (trigger === undefined) return claims;
  const target = findFunction(context.model, trigger.functionArn);
  if (target === undefined || !mayInvoke(target, "cognito-idp.amazonaws.com", context.pool.arn))
    throw cognitoError(
      "UnexpectedLambdaException",
      "PreTokenGeneration invocation failed due to error AccessDeniedException.",
    );
  const event = triggerEvent(signIn, context, trigger.version);
  const output = await invokeTrigger(target, event, context);
  const changes = readChanges(output, trigger.version);
  if (changes === undefined)
    throw cognitoError("InvalidLambdaResponseException", "Unrecognizable lambda output");
  return applyChanges(claims, changes);
}

async function invokeTrigger(target: LambdaFunction, event: unknown, context: FlowContext): Promise<unknown> {
  const result = await within(TRIGGER_MS, context.invoke(target.arn, event));
  if (result !== "late" && result.kind === "ok") return result.payload;
  if (result !== "late" && result.kind === "error")
    throw cognitoError(
      "UserLambdaValidationException",
      `PreTokenGeneration failed with error ${result.errorMessage}.`,
    );
  throw cognitoError(
    "UnexpectedLambdaException",
    "PreTokenGeneration invocation failed due to error TimeoutException.",
  );
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
function triggerEvent(
  { clientMetadata, groups, scopes, source, user }: SignIn,
  context: FlowContext,
  version: string,
): unknown {
  const first = version === "V1_0";
  return {
    version: version.slice(1, 2),
    triggerSource: source,
    region: context.model.region,
    userPoolId: context.pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: context.client.id },
    request: {
      userAttributes: {
        sub: user.sub,
        "cognito:user_status": user.status,
        ...user.attributes,
      },
      groupConfiguration: {
        groupsToOverride: groups.groups,
        iamRolesToOverride: groups.roles,
        preferredRole: groups.preferredRole ?? null,
      },
      ...(clientMetadata && { clientMetadata }),
      ...(!first && { scopes }),
    },
    response: first ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  };
}
