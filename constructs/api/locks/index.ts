import type { Lock, Route } from "../../../access/model";
import type { Entries } from "../../declaration";
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
export function buildLocks(context: LockContext<LockProps>, routes: readonly Route[]): BuiltLocks {
  const used = (Object.keys(LOCKS) as Lock[]).filter((lock) => routes.some((route) => route.lock === lock));
  const built = new Map<Lock, BuiltLock>(used.map((lock) => [lock, LOCKS[lock].build(context)]));
  const lambdaAuthorizer = [...built.values()].find((lock) => lock.lambdaAuthorizer)?.lambdaAuthorizer;
  return {
    of: (route) => (built.get(route.lock) as BuiltLock).method(route),
    ...(lambdaAuthorizer && { lambdaAuthorizer }),
  };
}
