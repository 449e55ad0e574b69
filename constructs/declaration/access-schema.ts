/**
 * The schema of `access/`, which checks when it runs what the types of access/model.ts say when it is compiled.
 *
 * Routes are checked by their lock, against the names that are declared: a schema of its own for each lock, so that a
 * field of another lock is an unknown field and not one that is silently dropped.
 */
import * as v from "valibot";
import type { Limits, Lock, Method, Roles, Route, Systems } from "../../access/model";
import { says } from "./checked";
import { fields, type Immutable, mapOf, type Same, someText, whole } from "./shapes";

const description = v.string(says("some text"));

export const rolesSchema = mapOf(
  fields({ description, precedence: whole(0, 2_147_483_647, "PRECEDENCE_INVALID") }),
);

export const systemsSchema = mapOf(fields({ description }));

const rate = says("a number above 0", [], "THROTTLE_INVALID");

export const limitEntries = {
  rate: v.pipe(v.number(rate), v.gtValue(0, rate)),
  burst: whole(1, 2_147_483_647, "THROTTLE_INVALID"),
  daily: whole(1, 2_147_483_647, "QUOTA_INVALID"),
};

export const limitsSchema = fields(limitEntries);

/** What may stand in a route's lists. */
export interface Holders {
  readonly roles: readonly string[];
  readonly systems: readonly string[];
}

/** Routes by key. Keys are checked by check-routes.ts. */
export function routesSchema(holders: Holders) {
  return mapOf(routeSchema(holders));
}

const LOCKS: Readonly<Record<Lock, true>> = { iam: true, cognito: true, jwt: true, key: true, public: true };

export const METHODS: Readonly<Record<Method, true>> = {
  GET: true,
  POST: true,
  PUT: true,
  PATCH: true,
  DELETE: true,
  HEAD: true,
  OPTIONS: true,
};

function routeSchema(holders: Holders) {
  const byLock = {
    iam: iamRoute(holders),
    cognito: cognitoRoute(holders),
    jwt: fields({ lock: v.literal("jwt"), roles: names("role", holders.roles), ...served }),
    key: fields({ lock: v.literal("key"), because, handler }),
    public: fields({ lock: v.literal("public"), because, ...served }),
  } satisfies Readonly<Record<Lock, v.GenericSchema>>;
  return v.lazy((route) => {
    const lock = lockOf(route);
    return lock === undefined ? unknownLock : byLock[lock];
  });
}

function lockOf(route: unknown): Lock | undefined {
  if (typeof route !== "object" || route === null || !Object.hasOwn(route, "lock")) return undefined;
  const { lock } = route as { readonly lock: unknown };
  return typeof lock === "string" && Object.hasOwn(LOCKS, lock) ? (lock as Lock) : undefined;
}

const lockNames = Object.keys(LOCKS);
const lockMessage = says("iam, cognito, jwt, key or public", lockNames, "LOCK_UNKNOWN");

/** Nothing passes it: it says what is wrong with the lock. */
const unknownLock = v.lazy((route) =>
  typeof route === "object" && route !== null && !Array.isArray(route) && Object.hasOwn(route, "lock")
    ? v.object({ lock: v.never(lockMessage) })
    : v.never(
        says("fields by name, `lock` among them: iam, cognito, jwt, key or public", [], "LOCK_MISSING"),
      ),
) as unknown as v.GenericSchema<unknown, never>;

const handler = someText;

const served = {
  handler,
  key: v.exactOptional(v.literal(true, says("true, or no such field"))),
};

const reason = says("the reason, in two words or more", [], "REASON_MISSING");
// Scripts without upper and lower case may write words without spaces.
const because = v.pipe(v.string(reason), v.regex(/\p{L}\S*\s+\S*\p{L}{2,}|\p{Lo}{4,}/u, reason));

function iamRoute({ roles, systems }: Holders) {
  const lock = v.literal("iam");
  const known = ["lock", "roles", "systems", "handler", "key"];
  const forSystems = fields(
    { lock, roles: v.exactOptional(v.never()), systems: names("system", systems), ...served },
    known,
  );
  const forRoles = fields(
    { lock, roles: names("role", roles), systems: v.exactOptional(names("system", systems)), ...served },
    known,
  );
  return v.lazy((route) =>
    Object.hasOwn(route as object, "systems") && !Object.hasOwn(route as object, "roles")
      ? forSystems
      : forRoles,
  );
}

function cognitoRoute({ roles }: Holders) {
  const word = v.literal("signed-in", says('"signed-in", or a list of roles', ["signed-in"]));
  const list = names("role", roles);
  return fields({
    lock: v.literal("cognito"),
    roles: v.lazy((value) => (typeof value === "string" ? word : list)),
    ...served,
  });
}

/** A list of declared names, each once and at least one: an empty list would be no condition at all. */
function names(kind: "role" | "system", known: readonly string[]) {
  const among = `a declared ${kind}: ${known.join(", ") || "there is none"}`;
  const name = v.picklist(known, says(among, known, "HOLDER_UNKNOWN"));
  const list = v.tupleWithRest([name], name, says(`a list of declared ${kind}s`));
  const empty = v.never(says(`at least one ${kind} of ${known.join(", ")}`, [], "HOLDERS_EMPTY"));
  const once = v.pipe(
    list,
    v.check((all) => new Set(all).size === all.length, says(`each ${kind} once`, [], "HOLDER_TWICE")),
  );
  return v.lazy((value) => (Array.isArray(value) && value.length === 0 ? empty : once));
}

/** The types of access/model.ts and these schemas take the same, or this does not compile. */
({ roles: true, systems: true, limits: true, route: true }) satisfies {
  readonly roles: Same<Immutable<v.InferOutput<typeof rolesSchema>>, Roles>;
  readonly systems: Same<Immutable<v.InferOutput<typeof systemsSchema>>, Systems>;
  readonly limits: Same<Immutable<v.InferOutput<typeof limitsSchema>>, Limits>;
  readonly route: Same<Immutable<v.InferOutput<ReturnType<typeof routeSchema>>>, Route>;
};
