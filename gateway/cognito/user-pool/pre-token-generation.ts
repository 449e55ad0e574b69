import type { UserPool } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import type { FlowContext } from "./auth-flow";
import type { TokenClaims } from "./claims";
import { type GroupClaims, renderGroups } from "./groups";
import { applyChanges, readChanges } from "./token-changes";
import { runTrigger, type TriggerCall, unrecognizable, userAttributes } from "./triggers/run-trigger";

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
  const output = await runTrigger(triggerCall(signIn, context, trigger), context);
  const changes = readChanges(output, trigger.version);
  if (changes === undefined) throw unrecognizable();
  return applyChanges(claims, changes);
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html */
function triggerCall(
  { clientMetadata, groups, scopes, source, user }: SignIn,
  { client, pool }: FlowContext,
  { functionArn, version }: NonNullable<UserPool["preTokenGeneration"]>,
): TriggerCall {
  const first = version === "V1_0";
  return {
    functionArn,
    name: "PreTokenGeneration",
    source,
    pool,
    clientId: client.id,
    username: user.username,
    version: version.slice(1, 2),
    request: {
      userAttributes: userAttributes(user),
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
