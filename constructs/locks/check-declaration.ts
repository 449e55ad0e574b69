/** Checks a whole declaration when it runs, as strictly as its types do, for code that was not compiled with them. */
import * as v from "valibot";
import type { AccessModel, Lock, Route } from "../../access/model";
import {
  check,
  checkRoles,
  checkRouteKeys,
  checkSystems,
  didYouMean,
  fields,
  type Holders,
  type Immutable,
  limitsSchema,
  mapOf,
  opaque,
  type Same,
  says,
  shown,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { LOCKS } from ".";

const frame = fields({ roles: opaque, systems: opaque, routes: opaque, limits: opaque });

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
  const route = routeSchema({ roles: Object.keys(roles), systems: Object.keys(systems) });
  check(mapOf(route), routes, "routes");
  checkRouteKeys(Object.keys(routes));
  check(limitsSchema, limits, "limits");
}

/** By the route's lock, so that a field of another lock is an unknown field and not one that is dropped. */
function routeSchema(holders: Holders) {
  return v.lazy((route) => {
    const lock = lockOf(route);
    return lock === undefined ? unknownLock : schemaOf(lock, holders);
  });
}

function schemaOf<L extends Lock>(lock: L, holders: Holders) {
  return LOCKS[lock].schema(holders) as ReturnType<(typeof LOCKS)[L]["schema"]>;
}

function lockOf(route: unknown): Lock | undefined {
  if (typeof route !== "object" || route === null || !Object.hasOwn(route, "lock")) return undefined;
  const { lock } = route as { readonly lock: unknown };
  return typeof lock === "string" && Object.hasOwn(LOCKS, lock) ? (lock as Lock) : undefined;
}

const known = Object.keys(LOCKS);
const words = `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`;

/** Nothing passes it: it says what is wrong with the lock. */
const unknownLock = v.lazy((route) =>
  typeof route === "object" && route !== null && !Array.isArray(route) && Object.hasOwn(route, "lock")
    ? v.object({ lock: v.never(says(words, known, "LOCK_UNKNOWN")) })
    : v.never(
        (issue) =>
          says(`fields by name, \`lock\` among them: ${words}`, [], "LOCK_MISSING")(issue) + misspelt(route),
      ),
) as unknown as v.GenericSchema<unknown, never>;

/** The end of the message about a route without a lock: the field that was probably meant as one. */
function misspelt(route: unknown): string {
  for (const name of Object.keys(Object(route))) {
    const meant = didYouMean(name, ["lock"]);
    if (meant !== "") return ` It has the field ${shown(name)}.${meant}`;
  }
  return "";
}

/** The types of access/model.ts and the schemas of the locks take the same routes, or this does not compile. */
true satisfies Same<Immutable<v.InferOutput<ReturnType<typeof routeSchema>>>, Route>;
