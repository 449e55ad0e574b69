import type { Lock, Route, RouteKey } from "../../access/model";
import type { Entries } from "../declaration";
import { type CognitoLockProps, cognito } from "./cognito";
import { iam } from "./iam";
import { type JwtLockProps, jwt } from "./jwt";
import { key } from "./key";
import type { BuiltLock, LambdaAuthorizer, LockContext, LockKind, MethodLock } from "./lock";
import { publicLock } from "./public";

/** What an API is given for its locks. */
export interface LockProps extends CognitoLockProps, JwtLockProps {}

export const lockEntries = { ...cognito.props, ...jwt.props } satisfies Entries<LockProps>;

/** Every lock, in the order that messages name them. */
export const LOCKS = { iam, cognito, jwt, key, public: publicLock } satisfies {
  readonly [L in Lock]: LockKind<L, LockProps>;
};

/** What is known about the lock of a route. */
export function lockOf({ lock }: Route): LockKind {
  return LOCKS[lock];
}

export interface BuiltLocks {
  readonly of: (route: Route) => MethodLock;
  /** The Lambda authorizer, where a route has a lock with one. */
  readonly lambdaAuthorizer?: LambdaAuthorizer;
}

/**
 * Builds the authorizers that the locks of these routes need.
 *
 * @throws DeclarationError `LOCK_UNCONFIGURED`
 */
export function buildLocks(
  context: Omit<LockContext<LockProps>, "keys">,
  routes: readonly (readonly [RouteKey, Route])[],
): BuiltLocks {
  const built = new Map<Lock, BuiltLock>();
  for (const lock of Object.keys(LOCKS) as Lock[]) {
    const keys = routes.filter(([, route]) => route.lock === lock).map(([key]) => key);
    if (keys.length > 0) built.set(lock, LOCKS[lock].build({ ...context, keys }));
  }
  const lambdaAuthorizer = [...built.values()].find((lock) => lock.lambdaAuthorizer)?.lambdaAuthorizer;
  return {
    of: (route) => (built.get(route.lock) as BuiltLock).method(route),
    ...(lambdaAuthorizer && { lambdaAuthorizer }),
  };
}
