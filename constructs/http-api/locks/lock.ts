import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { Construct } from "constructs";
import type { Lock, RouteKey } from "../../../access/model";
import type { Entries } from "../../declaration";
import type { FunctionUris, NamedFunction } from "../../functions/named-function";
import type { RouteBehind, VerifiedCaller } from "../../locks/lock";

/** All that `HttpApi` knows about one lock. What a route behind it may declare is in `constructs/locks`. */
export interface HttpLockKind<L extends Lock = Lock, P extends object = object> {
  /** The schemas of the props that an API needs for the lock. */
  readonly props: Partial<Entries<P>>;
  /**
   * Builds the authorizer of the lock's routes. It is called once for an API that has a route behind the lock.
   *
   * @throws DeclarationError `LOCK_UNCONFIGURED` where the API was not given the lock's props, `LOCK_UNAVAILABLE` where
   *   HTTP APIs do not have the lock
   */
  build(context: HttpLockContext<P>): BuiltHttpLock<L>;
}

export interface HttpLockContext<P extends object> {
  /** The API's construct, in which authorizers are made. */
  readonly scope: Construct;
  readonly api: Apigatewayv2Api;
  readonly functionUris: FunctionUris;
  readonly props: P;
  /** The routes behind the lock. */
  readonly keys: readonly RouteKey[];
}

/** A lock as it stands in one HTTP API. */
export interface BuiltHttpLock<L extends Lock = Lock> {
  route(route: RouteBehind<L>): RouteLock;
  /**
   * The variables that have what the lock verified of the caller. Each has a value for every caller that the lock admits:
   * a header that is overwritten with nothing may stay as the client sent it.
   */
  caller(route: RouteBehind<L>): VerifiedCaller;
  /** @default the lock has no Lambda authorizer */
  readonly lambdaAuthorizer?: { readonly id: string; readonly handler: NamedFunction };
}

/** How a route is locked, in API Gateway's words. */
export interface RouteLock {
  readonly authorizationType: "NONE" | "AWS_IAM" | "CUSTOM" | "JWT";
  readonly authorizerId?: string;
  /** The token must have one of them. */
  readonly authorizationScopes?: readonly string[];
}
