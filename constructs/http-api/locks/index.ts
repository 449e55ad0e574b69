import type { Lock, Route, RouteKey } from "../../../access/model";
import type { Entries } from "../../declaration";
import type { VerifiedCaller } from "../../locks/lock";
import { cognito, type HttpCognitoLockProps } from "./cognito";
import { iam } from "./iam";
import { type HttpJwtLockProps, jwt } from "./jwt";
import { key } from "./key";
import type { BuiltHttpLock, HttpLockContext, HttpLockKind, RouteLock } from "./lock";
import { publicLock } from "./public";

/** What an HTTP API is given for its locks. */
export interface HttpLockProps extends HttpCognitoLockProps, HttpJwtLockProps {}

export const httpLockEntries = { ...cognito.props, ...jwt.props } satisfies Entries<HttpLockProps>;

const HTTP_LOCKS = { iam, cognito, jwt, key, public: publicLock } satisfies {
  readonly [L in Lock]: HttpLockKind<L, HttpLockProps>;
};

export interface BuiltHttpLocks {
  readonly of: (route: Route) => RouteLock;
  /** Where an integration finds what the lock has verified of the caller. */
  readonly callerOf: (route: Route) => VerifiedCaller;
  /** The Lambda authorizer, where a route has a lock with one. */
  readonly lambdaAuthorizer?: NonNullable<BuiltHttpLock["lambdaAuthorizer"]>;
}

/**
 * Builds the authorizers that the locks of these routes need.
 *
 * @throws DeclarationError `LOCK_UNCONFIGURED`, `LOCK_UNAVAILABLE`, and those of the locks
 */
export function buildHttpLocks(
  context: Omit<HttpLockContext<HttpLockProps>, "keys">,
  routes: readonly (readonly [RouteKey, Route])[],
): BuiltHttpLocks {
  const built = new Map<Lock, BuiltHttpLock>();
  for (const lock of Object.keys(HTTP_LOCKS) as Lock[]) {
    const keys = routes.filter(([, route]) => route.lock === lock).map(([key]) => key);
    if (keys.length > 0)
      built.set(lock, (HTTP_LOCKS[lock] as HttpLockKind<Lock, HttpLockProps>).build({ ...context, keys }));
  }
  const lambdaAuthorizer = [...built.values()].find((lock) => lock.lambdaAuthorizer)?.lambdaAuthorizer;
  const lockOf = ({ lock }: Route) => built.get(lock) as BuiltHttpLock;
  return {
    of: (route) => lockOf(route).route(route),
    callerOf: (route) => lockOf(route).caller(route),
    ...(lambdaAuthorizer && { lambdaAuthorizer }),
  };
}
