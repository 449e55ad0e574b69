/**
 * How the pre-token-generation trigger turns a user's groups into scopes of the access token. The synth writes the
 * trigger's environment and the file beside its bundle; the trigger and the reader of Terraform parse them here.
 */
import { ConfigurationError, type Environment, Variables } from "./variables";

/** The file in the trigger's archive that names this behaviour. */
export const TOKEN_SCOPES_FILE = "contract.json";

/** A new version number is another behaviour. */
const NAME = "token-scopes/1";

/** The text of the file. */
export const TOKEN_SCOPES_TEXT = `${JSON.stringify({ contract: NAME })}\n`;

/** Whether the text of a contract.json names this behaviour. */
export function isTokenScopes(text: string): boolean {
  try {
    return (JSON.parse(text) as { readonly contract?: unknown } | null)?.contract === NAME;
  } catch {
    return false;
  }
}

export interface TokenScopes {
  /** Identifier of the pool's resource server, the first part of each scope. */
  readonly server: string;
  /** The groups that become scopes. */
  readonly roles: readonly string[];
}

/** The environment of the trigger's function. */
export function tokenScopesEnvironment({ server, roles }: TokenScopes) {
  return { RESOURCE_SERVER: server, ROLES: roles.join(",") };
}

/** @throws ConfigurationError naming the variable */
export function parseTokenScopes(environment: Environment): TokenScopes {
  const variables = new Variables(environment);
  return { server: variables.required("RESOURCE_SERVER"), roles: variables.requiredList("ROLES") };
}

/** The environment's settings, or undefined where the trigger itself would refuse them. */
export function tokenScopesIn(environment: Environment): TokenScopes | undefined {
  try {
    return parseTokenScopes(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

/** The scopes that a user's groups add, in the order of the roles: `petstore/admin`. */
export function scopesOfGroups({ server, roles }: TokenScopes, groups: readonly unknown[]): string[] {
  return roles.filter((role) => groups.includes(role)).map((role) => `${server}/${role}`);
}

/** Whether a scope is the resource server's. The trigger takes such a scope away unless one of the groups adds it. */
export function isServerScope({ server }: TokenScopes, scope: string): boolean {
  return scope.startsWith(`${server}/`);
}
