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

/** A program that gets a token for itself. */
export interface ProgramSignIn {
  readonly scopes: readonly string[];
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Applies the changes of the trigger to a program's access token. A trigger before V3_0 does not run for programs. Groups are
 * users', so that none is added.
 *
 * @throws {ServiceError} where the trigger fails: there is no token then.
 */
export async function customizeProgramToken(
  access: TokenClaims["access"],
  { clientMetadata, scopes }: ProgramSignIn,
  context: FlowContext,
): Promise<TokenClaims["access"]> {
  const { client, pool } = context;
  const trigger = pool.preTokenGeneration;
  if (trigger?.version !== "V3_0") return access;
  const output = await runTrigger(
    {
      functionArn: trigger.functionArn,
      name: "PreTokenGeneration",
      source: "TokenGeneration_ClientCredentials",
      pool,
      clientId: client.id,
      username: "ClientCredentials",
      version: "3",
      request: {
        userAttributes: {},
        groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
        scopes,
        clientMetadata,
      },
      response: { claimsAndScopeOverrideDetails: null },
    },
    context,
  );
  const changes = readChanges(output, trigger.version);
  if (changes === undefined) throw unrecognizable();
  const { groups: _, ...others } = changes;
  return applyChanges({ id: {}, access }, others).access;
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
