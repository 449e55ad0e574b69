import { ConfigurationError } from "./variables";

/** What a role opens. Entries are `VERB/path`, `*` standing for anything, slashes included: `GET/pets/*`. */
export interface RoleMethods {
  readonly allow: readonly string[];
  /** Methods that an entry of `allow` would open by its `*`, and that the role does not have. */
  readonly deny: readonly string[];
}

export type RoleTable = ReadonlyMap<string, RoleMethods>;

/** A statement's ARN has at most 512 characters, and about 100 of them are the API's. */
const ENTRY = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*)\/[^\s?]{0,400}$/;
/** Names are joined by commas for the backend. */
const ROLE = /^[^\s,]{1,128}$/;

/**
 * The table `roles.json`, which lies beside the bundle:
 * `{"roles": {"admin": {"allow": ["GET/pets", "GET/pets/*"], "deny": ["GET/pets/secret"]}}}`
 *
 * @throws ConfigurationError naming the place
 */
export function readRoleTable(text: string): RoleTable {
  const roles = asRecord(asRecord(parse(text), "the file").roles, "roles");
  return new Map(
    Object.entries(roles).map(([name, value]) => {
      const where = `roles.${name}`;
      if (!ROLE.test(name)) throw problem(where, "expected a name without spaces and commas");
      const { allow, deny, ...unknown } = asRecord(value, where);
      for (const member of Object.keys(unknown)) throw problem(`${where}.${member}`, "is not known");
      return [name, { allow: entries(allow, `${where}.allow`), deny: entries(deny ?? [], `${where}.deny`) }];
    }),
  );
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
  return new ConfigurationError(`roles.json, ${where}`, text);
}
