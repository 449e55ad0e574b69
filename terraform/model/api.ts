import type { Authorization, Authorizer, RestAuthorization, RestAuthorizer } from "./authorizer";
import type { Firewall } from "./firewall";
import type { AttachedPolicy } from "./iam";
import type { Integration } from "./integration";
import type { MethodThrottle } from "./throttle";

/** What a request is sent to: an API of a kind, or the URL of a function. The gate serves all but WebSocket APIs. */
export type ApiKind = "rest" | "http" | "websocket" | "url";

/** What routing, locks and the matrix need of an API of any kind. */
export interface Api {
  readonly kind: ApiKind;
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID` */
  readonly executionArn: string;
  /** Default REGIONAL or EDGE. A private API without a resource policy denies every caller. */
  readonly private?: boolean;
  /** Whether it is not known if it is private. Default false. */
  readonly mayBePrivate?: boolean;
  /** Whether only custom domains reach it. Only the gate and files for clients ask. @default false */
  readonly endpointDisabled?: true;
  /** The resource policy; absent where the API has none. */
  readonly policy?: AttachedPolicy;
  /** Of a function's URL, in place of a resource policy: an Allow of one of them is enough. */
  readonly permissions?: readonly AttachedPolicy[];
  /** Why its methods may not be all there are, such as a body known after apply. */
  readonly unknown?: string;
  readonly stages: readonly Stage[];
  /** Its methods, or routes. */
  readonly methods: readonly Operation[];
  readonly authorizers: readonly Authorizer[];
}

/** A method of a REST API, or a route of another API. */
export interface Operation {
  readonly address: string;
  /** `/pets/{petId}`; `$default` for what no other route takes; of a WebSocket API the route key, `$connect`. */
  readonly path: string;
  /** `GET`, …, or `ANY`; of a WebSocket API `WS`. */
  readonly verb: string;
  readonly authorization: Authorization;
  /** The authorizer's id, for an authorization that has one. */
  readonly authorizerId?: string;
  readonly scopes: readonly string[];
  readonly apiKeyRequired: boolean;
  /** What about its lock is not known; its decisions are then `unknown`. Absent where all of it is known. */
  readonly unknown?: string;
  /** What an OpenAPI document says about a lock that is not known, so that two sides can be compared. */
  readonly said?: string;
  readonly integration: Integration;
}

export interface RestApi extends Api {
  readonly kind: "rest";
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly binaryMediaTypes: readonly string[];
  readonly methods: readonly ApiMethod[];
  readonly authorizers: readonly RestAuthorizer[];
  /** What it answers itself, where that is customized; absent is nowhere. */
  readonly gatewayResponses?: readonly GatewayResponse[];
  /** Schemas of request bodies; absent is none. */
  readonly models?: readonly BodyModel[];
  /** Why the gate does not serve paths that no method of it has. Absent where all of its methods are known. */
  readonly unserved?: string;
  /** Methods with a lock whose cached responses do not depend on the caller. Only reviews read them; absent is none. */
  readonly sharedResponses?: readonly SharedResponse[];
}

export interface SharedResponse {
  /** Of the method. */
  readonly address: string;
  readonly message: string;
}

export interface GatewayResponse {
  readonly address: string;
  /** `UNAUTHORIZED`, …; `DEFAULT_4XX` and `DEFAULT_5XX` for all types that have no entry of their own. */
  readonly type: string;
  /** Default: the type's own. */
  readonly status?: number;
  /** By name; a value is a mapping: `'text'`, `context.requestId`, `method.request.header.Origin`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies by media type, with `$context` and `$stageVariables` in them. */
  readonly templates: Readonly<Record<string, string>>;
}

export interface BodyModel {
  readonly address: string;
  /** What methods and other models name it by. */
  readonly name: string;
  /** JSON Schema, draft 4. */
  readonly schema: unknown;
}

export interface Stage {
  readonly address: string;
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Where every way to it asks for a client certificate: the URIs of the trust stores, of which one must know it. Absent
   * where there is a way without.
   */
  readonly trustStores?: readonly string[];
  /** The format of its access log, with `$context` in it. Only the gate asks; absent is no log. */
  readonly accessLogFormat?: string;
  /** Why it is not known what is live on it. */
  readonly unknown?: string;
  /** Why its deployment is not known: that may be older than the API as it is read, and have open routes. */
  readonly snapshot?: string;
  /** Limits of its methods; absent is none. */
  readonly throttles?: readonly MethodThrottle[];
  /** The web ACL in front of it; absent is none. */
  readonly firewall?: Firewall;
}

export interface ApiMethod extends Operation {
  readonly resourceId: string;
  readonly authorization: RestAuthorization;
  /** What its requests must have; absent is nothing. */
  readonly checks?: RequestChecks;
  /** Why the gate does not serve it. Absent where it does. */
  readonly unserved?: string;
}

export interface RequestChecks {
  /** Of the validator. */
  readonly address: string;
  /** Parameters that must not be missing or blank: headers first, then path, then query. */
  readonly required: readonly RequestParameter[];
  /** Names of the models of bodies, by media type. Empty where bodies are not checked. */
  readonly models: Readonly<Record<string, string>>;
}

export interface RequestParameter {
  readonly place: "header" | "path" | "querystring";
  readonly name: string;
}
