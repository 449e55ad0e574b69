/** What lies in functions' archives and decides at run time; read by whoever has the files, passed in as data. */

export interface Evidence {
  /** The role tables (`roles.json`) that Lambda authorizers answer from, by the function's address. */
  readonly roleTables: Readonly<Record<string, RoleTable>>;
  /** Addresses of the pre-token-generation functions that turn groups into scopes by this project's contract. */
  readonly tokenScopes: readonly string[];
}

export const NO_EVIDENCE: Evidence = { roleTables: {}, tokenScopes: [] };

/** By role. Entries are `VERB/path` as they follow the stage in an execute-api ARN: `GET/pets/*`. */
export type RoleTable = Readonly<Record<string, RoleMethods>>;

export interface RoleMethods {
  readonly allow: readonly string[];
  /** What an entry of `allow` would open by its `*`, and the role does not have. */
  readonly deny: readonly string[];
}

/** The file in an archive that says by which contract its function works: `{"contract":"token-scopes/1"}`. */
export const CONTRACT_FILE = "contract.json";

/**
 * Groups become scopes `<RESOURCE_SERVER>/<group>` of the access token, for those groups that ROLES lists, and
 * the resource server's other scopes are taken away. A new version number is another behaviour.
 */
export const TOKEN_SCOPES_CONTRACT = "token-scopes/1";

/** @returns undefined for anything that is not such a table: another authorizer may have a roles.json as well */
export function parseRoleTable(text: string): RoleTable | undefined {
  const roles = record(record(parsed(text))?.roles);
  if (!roles) return undefined;
  const table: (readonly [string, RoleMethods])[] = [];
  for (const [name, value] of Object.entries(roles)) {
    const { allow, deny = [], ...unknown } = record(value) ?? {};
    if (!isTexts(allow) || !isTexts(deny) || Object.keys(unknown).length > 0) return undefined;
    table.push([name, { allow, deny }]);
  }
  return Object.fromEntries(table);
}

/** Whether the text of a contract.json names the contract. */
export function isTokenScopesContract(text: string): boolean {
  return record(parsed(text))?.contract === TOKEN_SCOPES_CONTRACT;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
