import type { Lock, Route, RouteKey } from "../../access/model";
import type { Entries } from "../declaration";
import { type CognitoLockProps, cognito, type HttpCognitoLockProps } from "./cognito";
import { iam } from "./iam";
import { type HttpJwtLockProps, type JwtLockProps, jwt } from "./jwt";
import { key } from "./key";
import type {
  HttpContext,
  HttpLock,
  LambdaAuthorizer,
  LockKind,
  LockOf,
  MethodLock,
  RestContext,
  RestLock,
  RouteLock,
  VerifiedCaller,
} from "./lock";
import { publicLock } from "./public";

/** What a REST API is given for its locks. */
export interface LockProps extends CognitoLockProps, JwtLockProps {}

/** What an HTTP API is given for its locks. */
export interface HttpLockProps extends HttpCognitoLockProps, HttpJwtLockProps {}

export const lockEntries = { ...cognito.rest.props, ...jwt.rest.props } satisfies Entries<LockProps>;
export const httpLockEntries = { ...cognito.http.props, ...jwt.http.props } satisfies Entries<HttpLockProps>;

/** Every lock, in the order that messages name them. */
export const LOCKS = { iam, cognito, jwt, key, public: publicLock } satisfies {
  readonly [L in Lock]: LockKind<L, LockProps, HttpLockProps>;
};

/** What is known about the lock of a route. */
export function lockOf({ lock }: Route): LockKind {
  return LOCKS[lock] as LockKind;
}

type DeclaredRoutes = readonly (readonly [RouteKey, Route])[];

interface BuiltLocks<Arguments> {
  /** How a route is locked. */
  readonly of: (route: Route) => Arguments;
  /** The Lambda authorizer, where a route has a lock with one. */
  readonly lambdaAuthorizer?: LambdaAuthorizer;
}

export type RestLocks = BuiltLocks<MethodLock>;
export type HttpLocks = BuiltLocks<RouteOf>;

/** How a route of an HTTP API is locked, and where an integration finds what the lock has verified of the caller. */
interface RouteOf {
  readonly arguments: RouteLock;
  readonly caller: VerifiedCaller;
}

/**
 * Builds the authorizers that the locks of these routes need, at a REST API.
 *
 * @throws DeclarationError `LOCK_UNCONFIGURED`, and those of the locks
 */
export function buildLocks(context: Omit<RestContext<LockProps>, "keys">, routes: DeclaredRoutes): RestLocks {
  const kindOf = (lock: Lock) => LOCKS[lock].rest as LockOf<LockProps, RestContext<LockProps>, RestLock>;
  return built<RestLock, MethodLock>(
    routes,
    (lock, keys) => kindOf(lock).build({ ...context, keys }),
    (lock, route) => lock.method(route),
  );
}

/**
 * The same at an HTTP API.
 *
 * @throws DeclarationError `LOCK_UNCONFIGURED`, `LOCK_UNAVAILABLE`, and those of the locks
 */
export function buildHttpLocks(
  context: Omit<HttpContext<HttpLockProps>, "keys">,
  routes: DeclaredRoutes,
): HttpLocks {
  const kindOf = (lock: Lock) =>
    LOCKS[lock].http as LockOf<HttpLockProps, HttpContext<HttpLockProps>, HttpLock>;
  return built<HttpLock, RouteOf>(
    routes,
    (lock, keys) => kindOf(lock).build({ ...context, keys }),
    (lock, route) => ({ arguments: lock.route(route), caller: lock.caller(route) }),
  );
}

function built<B extends RestLock | HttpLock, Arguments>(
  routes: DeclaredRoutes,
  build: (lock: Lock, keys: readonly RouteKey[]) => B,
  argumentsOf: (lock: B, route: Route) => Arguments,
): BuiltLocks<Arguments> {
  const locks = new Map<Lock, B>();
  for (const lock of Object.keys(LOCKS) as Lock[]) {
    const keys = routes.filter(([, route]) => route.lock === lock).map(([key]) => key);
    if (keys.length > 0) locks.set(lock, build(lock, keys));
  }
  const lambdaAuthorizer = [...locks.values()].find((lock) => lock.lambdaAuthorizer)?.lambdaAuthorizer;
  return {
    of: (route) => argumentsOf(locks.get(route.lock) as B, route),
    ...(lambdaAuthorizer && { lambdaAuthorizer }),
  };
}
