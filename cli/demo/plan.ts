/**
 * Every caller against every route, with the answer that the declaration promises. Who is admitted comes from the
 * declaration alone; which credentials a route takes, and how it refuses others, from the lock that the Terraform gives it.
 */
import type { AccessModel, Route, RouteKey } from "../../access/model";
import type { Presentation } from "../../gateway";

/** What a caller sends. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "signed"; readonly by: RoleHolder | SystemCaller }
  | { readonly kind: "signed-with-unknown-key" }
  | { readonly kind: "access-token" | "id-token"; readonly of: RoleHolder }
  | { readonly kind: "forged-token" }
  | { readonly kind: "partner-token"; readonly role: string };

export interface RoleHolder {
  readonly role: string;
}

export interface SystemCaller {
  readonly system: string;
}

export interface PlannedCall {
  readonly route: RouteKey;
  readonly caller: string;
  readonly credentials: Credentials;
  readonly withKey: boolean;
  /** Refused by the gate with this status, or let through to the handler. */
  readonly expected: "admitted" | 401 | 403;
  /** A part of the lock that is the handler's: it runs, and its wrapper refuses the caller. @default the gate refuses */
  readonly refusedBy?: "handler";
}

export interface PlanOptions {
  /** How callers present themselves to a route, by its lock in the Terraform. */
  readonly presentation: (route: RouteKey) => Presentation;
  /** Whether a route that declares an API key is one that can ask for it: those of HTTP APIs cannot. @default it can */
  readonly asksForKey?: (route: RouteKey) => boolean;
  /** The user that stands for a role: `alice` for admin. */
  readonly nameOf: (role: string) => string;
}

export function plan(
  access: AccessModel,
  { asksForKey = () => true, nameOf, presentation }: PlanOptions,
): PlannedCall[] {
  const users = Object.keys(access.roles).map((role) => ({ role, name: nameOf(role) }));
  const systems = Object.keys(access.systems);
  return (Object.entries(access.routes) as [RouteKey, Route][]).flatMap(([route, declared]) => {
    const tries = isOpen(declared)
      ? [unauthenticated("mallory", "none", "admitted")]
      : closedRoute(presentation(route), { route: declared, users, systems });
    const needsKey = asksForKey(route) && (declared.lock === "key" || declared.key === true);
    if (!needsKey) return tries.map((one) => ({ route, withKey: false, ...one }));
    // The API key is checked after the lock: without the key, a caller whom the lock admits is refused too.
    const without = tries
      .filter((one) => one.expected === "admitted")
      .map((one) => ({
        ...one,
        route,
        withKey: false,
        caller: `${one.caller}, no API key`,
        expected: 403 as const,
      }));
    return [...tries.map((one) => ({ route, withKey: true, ...one })), ...without];
  });
}

type Try = Omit<PlannedCall, "route" | "withKey">;

interface Declared {
  readonly route: Route;
  readonly users: readonly { readonly role: string; readonly name: string }[];
  readonly systems: readonly string[];
}

/** A route for named callers is closed to all others. */
function isOpen(route: Route): boolean {
  return rolesOf(route) === undefined && systemsOf(route) === undefined;
}

function rolesOf(route: Route): readonly string[] | "signed-in" | undefined {
  return "roles" in route ? route.roles : undefined;
}

function systemsOf(route: Route): readonly string[] | undefined {
  return "systems" in route ? route.systems : undefined;
}

function admitsRole(route: Route, role: string): boolean {
  const roles = rolesOf(route);
  return roles === "signed-in" || roles?.includes(role) === true;
}

type Locked = Exclude<Presentation, { readonly credential: "none" }>;

const BY_CREDENTIAL: Readonly<Record<Locked["credential"], (lock: Locked, declared: Declared) => Try[]>> = {
  signature: (lock, { route, systems, users }) => [
    ...users.map(
      ({ name, role }): Try => ({
        caller: name,
        credentials: { kind: "signed", by: { role } },
        expected: admitsRole(route, role) ? "admitted" : lock.denied,
      }),
    ),
    ...systems.map(
      (system): Try => ({
        caller: system,
        credentials: { kind: "signed", by: { system } },
        expected: systemsOf(route)?.includes(system) ? "admitted" : lock.denied,
      }),
    ),
    unauthenticated("mallory, unsigned", "none", lock.unauthenticated),
    unauthenticated("mallory, made-up key", "signed-with-unknown-key", lock.unauthenticated),
  ],
  "access-token": (lock, declared) => poolTokens("access-token", "id-token", lock, declared),
  "id-token": (lock, declared) => poolTokens("id-token", "access-token", lock, declared),
  "third-party-token": (lock, { route, users }) => [
    ...users.map(
      ({ role }): Try => ({
        caller: `partner-${role}`,
        credentials: { kind: "partner-token", role },
        expected: admitsRole(route, role) ? "admitted" : lock.denied,
      }),
    ),
    ...users.slice(0, 1).map(
      ({ name, role }): Try => ({
        caller: `${name}, of another issuer`,
        credentials: { kind: "access-token", of: { role } },
        expected: lock.unauthenticated,
      }),
    ),
    ...withoutToken(lock),
  ],
};

function closedRoute(lock: Presentation, declared: Declared): Try[] {
  // The Terraform has no lock where the declaration has one: the answer cannot be the expected one.
  if (lock.credential === "none") return [unauthenticated("mallory", "none", 401)];
  return BY_CREDENTIAL[lock.credential](lock, declared);
}

type PoolToken = "access-token" | "id-token";

function poolTokens(right: PoolToken, wrong: PoolToken, lock: Locked, { route, users }: Declared): Try[] {
  return [
    ...users.flatMap(({ name, role }): Try[] => [
      {
        caller: name,
        credentials: { kind: right, of: { role } },
        expected: admitsRole(route, role) ? "admitted" : lock.denied,
      },
      {
        caller: `${name}, ${wrong}`,
        credentials: { kind: wrong, of: { role } },
        // Where both kinds are taken, the handler refuses what is not an ID token.
        ...(lock.otherToken === "taken"
          ? { expected: 401, refusedBy: "handler" }
          : { expected: lock.otherToken ?? lock.unauthenticated }),
      },
    ]),
    ...withoutToken(lock),
  ];
}

function withoutToken({ unauthenticated: status }: Locked): Try[] {
  return [
    unauthenticated("mallory, no token", "none", status),
    unauthenticated("mallory, forged token", "forged-token", status),
  ];
}

function unauthenticated(
  caller: string,
  kind: "none" | "signed-with-unknown-key" | "forged-token",
  expected: PlannedCall["expected"],
): Try {
  return { caller, credentials: { kind }, expected };
}
