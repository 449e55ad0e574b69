/** Checks who may be granted routes: what a schema cannot say about the declared roles and systems. */
import type { Roles, Systems } from "../../access/model";
import { rolesSchema, systemsSchema } from "./access-schema";
import { check } from "./checked";
import { DeclarationError } from "./errors";
import { shown } from "./plain";

// IAM role names and token scopes are made of these names.
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;

/** @throws DeclarationError `NAME_INVALID`, `PRECEDENCE_INVALID`, `PRECEDENCE_TAKEN`, and those of `check` */
export function checkRoles(roles: unknown): asserts roles is Roles {
  check(rolesSchema, roles, "roles");
  checkNames(roles);
  const seen = new Map<number, string>();
  for (const [name, { precedence }] of Object.entries(roles)) {
    const other = seen.get(precedence);
    if (other !== undefined) {
      throw new DeclarationError(
        "PRECEDENCE_TAKEN",
        `Roles "${other}" and "${name}" both have precedence ${precedence}: Cognito would choose neither for a user in both groups.`,
      );
    }
    seen.set(precedence, name);
  }
}

/** @throws DeclarationError `NAME_INVALID`, and those of `check` */
export function checkSystems(systems: unknown): asserts systems is Systems {
  check(systemsSchema, systems, "systems");
  checkNames(systems);
}

function checkNames(named: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(named)) {
    if (NAME.test(name)) continue;
    throw new DeclarationError(
      "NAME_INVALID",
      `${shown(name)} cannot name a role or system: use up to 32 letters, digits and hyphens, a letter first.`,
    );
  }
}
