/**
 * The types of a declaration: which roles and systems may call which routes, and behind which lock.
 *
 * The declaration itself is plain data in the files beside this one. A route without a lock, or with a role that is
 * not declared, does not compile.
 */

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";

/** A path as API Gateway writes it: `/pets/{petId}`, `/files/{proxy+}`. */
export type Path = `/${string}`;

/** `POST /pets`. Routes are declared under these keys, so that a route declared twice does not compile. */
export type RouteKey = `${Method} ${Path}`;

/** A list with at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** A role of signed-in users: a group of the user pool, and an IAM role that the identity pool gives to its members. */
export interface Role {
  /** What the role is for, for its group and for reports. */
  readonly description: string;
  /**
   * Decides which role a user with several roles gets: the one with the lowest number, as in Cognito.
   * Each role needs a number of its own, since Cognito chooses neither of two equal ones.
   */
  readonly precedence: number;
}

/** A program that calls the API with an IAM role of its own. */
export interface System {
  /** What the program is, for its role and for reports. */
  readonly description: string;
}

/** What every route has, whatever its lock. */
interface Served {
  /** The folder below functions/ with the Lambda function that answers. */
  readonly handler: string;
  /** Whether an API key is required as well. A key counts the calls of a known caller; it does not authenticate. */
  readonly key?: true;
}

/** AWS_IAM: the request is signed (SigV4), and the IAM role of the group or system must allow the method. */
export type IamRoute<R extends string, S extends string> = Served & { readonly lock: "iam" } & (
    | { readonly roles: NonEmpty<R>; readonly systems?: NonEmpty<S> }
    | { readonly roles?: never; readonly systems: NonEmpty<S> }
  );

/**
 * COGNITO_USER_POOLS: a token of the user pool. Roles are scopes of the access token. `signed-in` accepts the
 * ID token of every user of the pool, so the handler must restrict each caller to their own data.
 */
export type CognitoRoute<R extends string> = Served & {
  readonly lock: "cognito";
  readonly roles: NonEmpty<R> | "signed-in";
};

/** CUSTOM: a JWT of a third-party OIDC issuer, which the Lambda authorizer verifies. */
export type JwtRoute<R extends string> = Served & { readonly lock: "jwt"; readonly roles: NonEmpty<R> };

/** NONE with an API key. A key does not authenticate the caller, so the route must give a reason. */
export type KeyRoute = Omit<Served, "key"> & { readonly lock: "key"; readonly because: string };

/** NONE: open to every caller, so the route must give a reason. */
export type PublicRoute = Served & { readonly lock: "public"; readonly because: string };

/** A route behind one of the locks. */
export type Route<R extends string = string, S extends string = string> =
  | IamRoute<R, S>
  | CognitoRoute<R>
  | JwtRoute<R>
  | KeyRoute
  | PublicRoute;

/** The name of a lock. */
export type Lock = Route["lock"];

/** The declared roles, by name. */
export type Roles<R extends string = string> = Readonly<Record<R, Role>>;
/** The declared systems, by name. */
export type Systems<S extends string = string> = Readonly<Record<S, System>>;
/** The declared routes, by verb and path. */
export type Routes<R extends string = string, S extends string = string> = Readonly<
  Record<RouteKey, Route<R, S>>
>;

/** The usage limits of one API key. */
export interface Limits {
  /** Requests per second, on average. */
  readonly rate: number;
  /** Requests that may come at once. */
  readonly burst: number;
  /** Requests per day, from midnight UTC. */
  readonly daily: number;
}

/** The whole declaration, as constructs are given it. */
export interface AccessModel {
  /** The roles of users. */
  readonly roles: Roles;
  /** The programs that call the API. */
  readonly systems: Systems;
  /** The routes, each with its lock. */
  readonly routes: Routes;
  /** The usage limits of API keys. */
  readonly limits: Limits;
}
