import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import type { Construct } from "constructs";
import type { GenericSchema } from "valibot";
import type { Lock, Route, RouteKey } from "../../access/model";
import type { CognitoAuthorizers } from "../authorizers/cognito-authorizers";
import type { HttpAuthorizers } from "../authorizers/http-authorizers";
import type { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "../authorizers/shared-authorizer";
import type { Entries, Holders } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { FunctionUris, NamedFunction } from "../functions/named-function";

export type RouteBehind<L extends Lock> = Extract<Route, { readonly lock: L }>;

/**
 * All that constructs know about one lock. Each lock has a file; `locks/index.ts` lists them.
 *
 * @typeParam P what a REST API must be given for it
 * @typeParam H what an HTTP API must be given for it
 */
export interface LockKind<L extends Lock = Lock, P extends object = object, H extends object = object> {
  /** What a route behind the lock may declare. */
  schema(holders: Holders): GenericSchema<unknown, RouteBehind<L>>;
  /**
   * Whether the API's resource policy must allow the methods. For the other locks its silence is enough, and an Allow
   * would take the place of the lock's own decision.
   */
  readonly needsAllow: boolean;
  /** Whether calls are signed by an AWS principal, which may belong to an organization. */
  readonly isSigned: boolean;
  /** Whether all callers get the same response. The stage's cache may keep only such responses: its key has no caller. */
  readonly isCacheable: boolean;
  /** At a REST API. */
  readonly rest: LockOf<P, RestContext<P>, RestLock<L>> & {
    /** Where an integration finds what the lock has verified of the caller, as API Gateway's mappings name it. */
    caller(route: RouteBehind<L>): VerifiedCaller;
  };
  /** At an HTTP API. One that it does not have is refused in `build`, by the error `LOCK_UNAVAILABLE`. */
  readonly http: LockOf<H, HttpContext<H>, HttpLock<L>>;
}

/** A lock at one kind of API. */
export interface LockOf<P extends object, Context, Built> {
  /** The schemas of the props that an API needs for the lock. */
  readonly props: Partial<Entries<P>>;
  /**
   * Builds what the lock's routes refer to. It is called once for an API that has a route behind the lock.
   *
   * @throws DeclarationError `LOCK_UNCONFIGURED` where the API was not given the lock's props
   */
  build(context: Context): Built;
}

export interface VerifiedCaller {
  /** @default the lock knows no caller */
  readonly id?: string;
  /** @default the lock knows no roles of the caller */
  readonly roles?: string;
}

interface LockContext<Api, Authorizers, P extends object> {
  /** The API's construct, in which authorizers are made. */
  readonly scope: Construct;
  readonly api: Api;
  /** They are passed in, since a declaration is also checked where no package of constructs is installed. */
  readonly authorizers: Authorizers;
  readonly functionUris: FunctionUris;
  readonly props: P;
  /** The routes behind the lock; there is one. */
  readonly keys: readonly RouteKey[];
}

export type RestContext<P extends object> = LockContext<ApiGatewayRestApi, RestAuthorizers, P>;
export type HttpContext<P extends object> = LockContext<Apigatewayv2Api, HttpAuthorizers, P>;

export interface RestAuthorizers {
  readonly CognitoAuthorizers: typeof CognitoAuthorizers;
  readonly JwtAuthorizer: typeof JwtAuthorizer;
}

/** A lock as it stands in one REST API. */
export interface RestLock<L extends Lock = Lock> {
  method(route: RouteBehind<L>): MethodLock;
  /** @default the lock has no Lambda authorizer */
  readonly lambdaAuthorizer?: LambdaAuthorizer;
}

/** How a method is locked, in API Gateway's words. */
export interface MethodLock {
  readonly authorization: "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";
  readonly authorizerId?: string;
  /** The access token must have one of them. */
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
}

/** A lock as it stands in one HTTP API. */
export interface HttpLock<L extends Lock = Lock> {
  route(route: RouteBehind<L>): RouteLock;
  /**
   * The variables that have what the lock verified of the caller. Each has a value for every caller that the lock admits:
   * a header that is overwritten with nothing may stay as the client sent it.
   */
  caller(route: RouteBehind<L>): VerifiedCaller;
  /** @default the lock has no Lambda authorizer */
  readonly lambdaAuthorizer?: LambdaAuthorizer;
}

/** How a route of an HTTP API is locked, in API Gateway's words. */
export interface RouteLock {
  readonly authorizationType: "NONE" | "AWS_IAM" | "CUSTOM" | "JWT";
  readonly authorizerId?: string;
  /** The token must have one of them. */
  readonly authorizationScopes?: readonly string[];
}

/** A Lambda authorizer of an API, and the function that it calls. */
export interface LambdaAuthorizer {
  /** Id of the authorizer. */
  readonly id: string;
  /** The function that decides. */
  readonly handler: NamedFunction | SharedAuthorizer;
}

/** The error of a lock whose props are missing, for the first of its routes. */
export function lockWithout(lock: Lock, [route]: readonly RouteKey[], missing: string): DeclarationError {
  return new DeclarationError(
    "LOCK_UNCONFIGURED",
    `"${route}" has the lock "${lock}", and the API was not given ${missing}.`,
    { where: `routes[${JSON.stringify(route)}].lock`, expected: missing },
  );
}
