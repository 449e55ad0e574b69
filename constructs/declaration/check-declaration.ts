/** What the types cannot say about a declaration, and what they say to nobody who does not compile it. */
import type { AccessModel, Roles, Route, RouteKey, Systems } from "../../access/model";
import { limitsSchema, rolesSchema, routesSchema, systemsSchema } from "./access-schema";
import { checkRouteKeys } from "./check-routes";
import { check } from "./checked";
import { DeclarationError } from "./errors";
import { shown } from "./plain";
import { fields, opaque } from "./shapes";

// IAM role names and token scopes are made of these.
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;

const frame = fields({ roles: opaque, systems: opaque, routes: opaque, limits: opaque });

/** The routes of a declaration as pairs, in the order they were written. */
export function routesIn(access: AccessModel): readonly (readonly [RouteKey, Route])[] {
  return Object.entries(access.routes) as [RouteKey, Route][];
}

/**
 * Every construct that is given a declaration calls this before it builds anything.
 *
 * @throws DeclarationError with the code of the first rule that is broken, its place, what was expected and, for a
 *   misspelt word, the nearest known one
 */
export function checkDeclaration(access: unknown): asserts access is AccessModel {
  check(frame, access, "access");
  const { roles, systems, routes, limits } = access;
  checkRoles(roles);
  checkSystems(systems);
  const both = Object.keys(roles).find((name) => Object.hasOwn(systems, name));
  if (both !== undefined) {
    throw new DeclarationError(
      "NAME_TAKEN",
      `"${both}" is declared as a role and as a system; one IAM role cannot be both.`,
    );
  }
  check(routesSchema({ roles: Object.keys(roles), systems: Object.keys(systems) }), routes, "routes");
  checkRouteKeys(Object.keys(routes));
  check(limitsSchema, limits, "limits");
}

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
        `Roles "${other}" and "${name}" both have precedence ${precedence}: Cognito would choose neither for someone in both groups.`,
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
