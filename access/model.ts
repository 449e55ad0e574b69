/**
 * The shape of a declaration: who (roles, systems) may call what (routes), behind which lock.
 *
 * Everything here is a type: the declaration itself is plain data beside this file, and a route without a
 * lock, or with a role that is not declared, does not compile.
 */

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** A path as API Gateway's resource tree writes it: `/pets/{petId}`, `/files/{proxy+}`. */
export type Path = `/${string}`;

/** `POST /pets`. As an object's key it makes a route declared twice a compile error. */
export type RouteKey = `${Method} ${Path}`;

export type NonEmpty<T> = readonly [T, ...T[]];

/** A role of signed-in people: one group of the user pool, and one IAM role behind the identity pool. */
export interface Role {
  readonly description: string;
  /**
   * Which role counts for someone in several groups: the lowest number wins, as in Cognito.
   * Two roles never share a number: Cognito would then choose neither.
   */
  readonly precedence: number;
}

/** A program that calls the API under an IAM role of its own. */
export interface System {
  readonly description: string;
}

interface Served {
  /** The folder below functions/ whose Lambda function answers. */
  readonly handler: string;
  /** Also require an API key: it meters a known caller and never stands for who the caller is. */
  readonly key?: true;
}

/** AWS_IAM: the request is signed (SigV4); the IAM role of the group or system must allow the method. */
export type IamRoute<R extends string, S extends string> = Served & { readonly lock: "iam" } & (
    | { readonly roles: NonEmpty<R>; readonly systems?: NonEmpty<S> }
    | { readonly roles?: never; readonly systems: NonEmpty<S> }
  );

/**
 * COGNITO_USER_POOLS: a token of the user pool. Roles are scopes of the access token; `signed-in` takes the
 * ID token of anyone in the pool, so the handler must keep each caller to their own data.
 */
export type CognitoRoute<R extends string> = Served & {
  readonly lock: "cognito";
  readonly roles: NonEmpty<R> | "signed-in";
};

/** CUSTOM: a JWT of a third-party OIDC issuer, verified by the Lambda authorizer. */
export type JwtRoute<R extends string> = Served & { readonly lock: "jwt"; readonly roles: NonEmpty<R> };

/** An API key and nothing else. It is no authentication, so the reason must be written out. */
export type KeyRoute = Omit<Served, "key"> & { readonly lock: "key"; readonly because: string };

/** NONE: open to everybody, so the reason must be written out. */
export type PublicRoute = Served & { readonly lock: "public"; readonly because: string };

export type Route<R extends string = string, S extends string = string> =
  | IamRoute<R, S>
  | CognitoRoute<R>
  | JwtRoute<R>
  | KeyRoute
  | PublicRoute;

export type Lock = Route["lock"];

export type Roles<R extends string = string> = Readonly<Record<R, Role>>;
export type Systems<S extends string = string> = Readonly<Record<S, System>>;
export type Routes<R extends string = string, S extends string = string> = Readonly<
  Record<RouteKey, Route<R, S>>
>;

/** What one API key may use up. */
export interface Limits {
  /** Requests per second that the bucket is refilled with. */
  readonly rate: number;
  /** Requests at once that the bucket holds. */
  readonly burst: number;
  /** Requests per day, from midnight UTC. */
  readonly daily: number;
}

/** The whole declaration, as constructs take it. */
export interface AccessModel {
  readonly roles: Roles;
  readonly systems: Systems;
  readonly routes: Routes;
  readonly limits: Limits;
}
