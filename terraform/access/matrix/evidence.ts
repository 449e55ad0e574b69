import type { RoleTable } from "../../../contract/role-table";

/** What lies in functions' archives and decides at run time. A caller that has the files reads them. */
export interface Evidence {
  /** The role tables (`roles.json`) that Lambda authorizers answer from, by the function's address. */
  readonly roleTables: Readonly<Record<string, RoleTable>>;
  /** Addresses of the pre-token-generation functions that turn groups into scopes, see contract/token-scopes.ts. */
  readonly tokenScopes: readonly string[];
}

export const NO_EVIDENCE: Evidence = { roleTables: {}, tokenScopes: [] };
