/**
 * `roles.json`, the table that a Lambda authorizer answers from. The synth writes it beside the authorizer's bundle;
 * the authorizer, the reader of Terraform and the local gate parse it here.
 *
 *     {"roles": {"admin": {"allow": ["GET/pets", "GET/pets/*"], "deny": ["GET/pets/secret"]}}}
 */
import { ConfigurationError } from "./variables";

export const ROLE_TABLE_FILE = "roles.json";

/** What a role opens. Entries are `VERB/path`, `*` standing for any text, slashes included: `GET/pets/*`. */
export interface RoleMethods {
  readonly allow: readonly string[];
  /** Methods that an entry of `allow` would open by its `*`, and that the role does not have. */
  readonly deny: readonly string[];
}

/** By role. */
export type RoleTable = Readonly<Record<string, RoleMethods>>;

/** A statement's ARN has at most 512 characters, and about 100 of them are the API's. */
const ENTRY = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*)\/[^\s?]{0,400}$/;
/** The authorizer joins names by commas for the backend. */
const ROLE = /^[^\s,]{1,128}$/;

/** The text of the file. */
export function writeRoleTable(roles: RoleTable): string {
  return `${JSON.stringify({ roles }, null, 2)}\n`;
}

/** @throws ConfigurationError naming the place in the file */
export function parseRoleTable(text: string): RoleTable {
  const roles = asRecord(asRecord(parse(text), "the file").roles, "roles");
  return Object.fromEntries(
    Object.entries(roles).map(([name, value]) => {
      const where = `roles.${name}`;
      if (!ROLE.test(name)) throw problem(where, "expected a name without spaces and commas");
      const { allow, deny, ...unknown } = asRecord(value, where);
      for (const member of Object.keys(unknown)) throw problem(`${where}.${member}`, "is not known");
      return [name, { allow: entries(allow, `${where}.allow`), deny: entries(deny ?? [], `${where}.deny`) }];
    }),
  );
}

/** The table, or undefined where the text is none: another project's authorizer may have a roles.json as well. */
export function roleTableIn(text: string): RoleTable | undefined {
  try {
    return parseRoleTable(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

function entries(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value)) throw problem(where, "expected an array");
  for (const entry of value) {
    if (typeof entry !== "string" || !ENTRY.test(entry)) {
      throw problem(where, `expected VERB/path, found ${JSON.stringify(entry)}`);
    }
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem("the file", "is not JSON");
  }
}

function asRecord(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw problem(where, "expected an object");
}

function problem(where: string, text: string): ConfigurationError {
  return new ConfigurationError(`${ROLE_TABLE_FILE}, ${where}`, text);
}
