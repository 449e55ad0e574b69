import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { Construct } from "constructs";
import type { GenericSchema } from "valibot";
import type { Lock, Route, RouteKey } from "../../access/model";
import type { CognitoAuthorizers } from "../authorizers/cognito-authorizers";
import type { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "../authorizers/shared-authorizer";
import type { Entries, Holders } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { FunctionUris, NamedFunction } from "../functions/named-function";

export type RouteBehind<L extends Lock> = Extract<Route, { readonly lock: L }>;

/** All that constructs know about one lock. Each lock has a file; `locks/index.ts` lists them. */
export interface LockKind<L extends Lock = Lock, P extends object = object> {
  /** What a route behind the lock may declare. */
  schema(holders: Holders): GenericSchema<unknown, RouteBehind<L>>;
  /** The schemas of the props that an API needs for the lock. */
  readonly props: Partial<Entries<P>>;
  /**
   * Builds what the lock's methods refer to. It is called once for an API that has a route behind the lock.
   *
   * @throws DeclarationError `LOCK_UNCONFIGURED` where the API was not given the lock's props
   */
  build(context: LockContext<P>): BuiltLock<L>;
  /**
   * Whether the API's resource policy must allow the methods. For the other locks its silence is enough, and an Allow
   * would take the place of the lock's own decision.
   */
  readonly needsAllow: boolean;
  /** Whether calls are signed by an AWS principal, which may belong to an organization. */
  readonly isSigned: boolean;
  /** Whether all callers get the same response. The stage's cache may keep only such responses: its key has no caller. */
  readonly isCacheable: boolean;
  /** Where an integration finds what the lock has verified of the caller, as API Gateway's mappings name it. */
  caller(route: RouteBehind<L>): VerifiedCaller;
}

export interface VerifiedCaller {
  /** @default the lock knows no caller */
  readonly id?: string;
  /** @default the lock knows no roles of the caller */
  readonly roles?: string;
}

export interface LockContext<P extends object> {
  /** The API's construct, in which authorizers are made. */
  readonly scope: Construct;
  readonly api: ApiGatewayRestApi;
  /** They are passed in, since a declaration is also checked where no package of constructs is installed. */
  readonly authorizers: Authorizers;
  readonly functionUris: FunctionUris;
  readonly props: P;
  /** The routes behind the lock; there is one. */
  readonly keys: readonly RouteKey[];
}

export interface Authorizers {
  readonly CognitoAuthorizers: typeof CognitoAuthorizers;
  readonly JwtAuthorizer: typeof JwtAuthorizer;
}

/** A lock as it stands in one API. */
export interface BuiltLock<L extends Lock = Lock> {
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
  );
}
