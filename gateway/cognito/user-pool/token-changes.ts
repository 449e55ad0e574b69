import type { TokenClaims } from "./claims";
import { type GroupClaims, renderGroups } from "./groups";

/** What a pre-token-generation trigger asks for. */
export interface TokenChanges {
  readonly id: ClaimChanges;
  readonly access: ClaimChanges;
  readonly scopesToAdd: readonly string[];
  readonly scopesToSuppress: readonly string[];
  /** `undefined` leaves the groups as they are. */
  readonly groups?: GroupClaims;
}

interface ClaimChanges {
  readonly set: Readonly<Record<string, unknown>>;
  readonly suppress: readonly string[];
}

/** Claims that no trigger can change. Groups and scopes are changed by fields of their own. */
const PROTECTED = new Set([
  "acr",
  "amr",
  "at_hash",
  "aud",
  "auth_time",
  "azp",
  "client_id",
  "cognito:groups",
  "cognito:preferred_role",
  "cognito:roles",
  "cognito:username",
  "device_key",
  "event_id",
  "exp",
  "iat",
  "identities",
  "iss",
  "jti",
  "nbf",
  "nonce",
  "origin_jti",
  "scope",
  "sub",
  "token_use",
  "username",
  "version",
]);

/** RFC 6749, 3.3. A scope with a space would be two scopes. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Reads a trigger's output; `undefined` where it does not have the documented shape. */
export function readChanges(output: unknown, version: "V1_0" | "V2_0" | "V3_0"): TokenChanges | undefined {
  const response = field(output, "response");
  if (!isObject(response)) return undefined;
  const details =
    response[version === "V1_0" ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails"] ?? {};
  if (!isObject(details)) return undefined;
  const id = claimChanges(version === "V1_0" ? details : (details.idTokenGeneration ?? {}));
  // The first version takes strings only.
  if (version === "V1_0" && Object.values(id?.set ?? {}).some((value) => typeof value !== "string"))
    return undefined;
  const accessDetails = version === "V1_0" ? {} : (details.accessTokenGeneration ?? {});
  const access = claimChanges(accessDetails);
  const scopesToAdd = textList(field(accessDetails, "scopesToAdd"));
  const scopesToSuppress = textList(field(accessDetails, "scopesToSuppress"));
  const groups = groupChanges(details);
  if (!id || !access || !scopesToAdd || !scopesToSuppress || groups === "malformed") return undefined;
  if (!scopesToAdd.every((scope) => SCOPE.test(scope))) return undefined;
  return { id, access, scopesToAdd, scopesToSuppress, ...(groups && { groups }) };
}

/** Applies the changes to the tokens' claims. A claim that is both set and suppressed is suppressed. */
export function applyChanges({ access, id }: TokenClaims, changes: TokenChanges): TokenClaims {
  const suppressed = new Set(changes.scopesToSuppress);
  const scopes = [...String(access.scope ?? "").split(" "), ...changes.scopesToAdd];
  const scope = [...new Set(scopes)].filter((entry) => entry !== "" && !suppressed.has(entry)).join(" ");
  return {
    id: applyGroups(applyClaims(id, changes.id), changes, "id"),
    access: { ...applyGroups(applyClaims(access, changes.access), changes, "access"), scope },
  };
}

function applyClaims(
  claims: Readonly<Record<string, unknown>>,
  { set, suppress }: ClaimChanges,
): Record<string, unknown> {
  const free = ([name]: [string, unknown]) => !PROTECTED.has(name);
  const changed = { ...claims, ...Object.fromEntries(Object.entries(set).filter(free)) };
  for (const name of suppress) if (!PROTECTED.has(name)) delete changed[name];
  return changed;
}

function applyGroups(
  claims: Record<string, unknown>,
  { groups }: TokenChanges,
  token: "id" | "access",
): Record<string, unknown> {
  if (groups === undefined) return claims;
  const {
    "cognito:groups": _groups,
    "cognito:roles": _roles,
    "cognito:preferred_role": _preferred,
    ...others
  } = claims;
  return { ...others, ...renderGroups(groups)[token] };
}

function claimChanges(details: unknown): ClaimChanges | undefined {
  if (!isObject(details)) return undefined;
  const set = details.claimsToAddOrOverride ?? {};
  const suppress = textList(details.claimsToSuppress);
  return isObject(set) && suppress ? { set, suppress } : undefined;
}

function groupChanges(details: Record<string, unknown>): GroupClaims | "malformed" | undefined {
  if (details.groupOverrideDetails === undefined) return undefined;
  const override = details.groupOverrideDetails ?? {};
  if (!isObject(override)) return "malformed";
  const groups = textList(override.groupsToOverride);
  const roles = textList(override.iamRolesToOverride);
  const preferredRole = override.preferredRole ?? undefined;
  if (!groups || !roles) return "malformed";
  if (preferredRole === undefined || preferredRole === "") return { groups, roles };
  return typeof preferredRole === "string" ? { groups, roles, preferredRole } : "malformed";
}

/** Empty where it is absent; `undefined` where it is something else. */
function textList(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((entry) => typeof entry === "string") ? value : undefined;
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
