import type { Authorization, Authorizer } from "./authorizer";
import type { AttachedPolicy } from "./iam";
import type { Integration } from "./integration";
import type { MethodThrottle } from "./throttle";

export interface RestApi {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID` */
  readonly executionArn: string;
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly binaryMediaTypes: readonly string[];
  /** Default REGIONAL or EDGE. A private API without a resource policy denies every caller. */
  readonly private?: boolean;
  /** The resource policy; absent where the API has none. */
  readonly policy?: AttachedPolicy;
  /** Why its methods may not be all there are, such as a body known after apply. */
  readonly unknown?: string;
  readonly stages: readonly Stage[];
  readonly methods: readonly ApiMethod[];
  readonly authorizers: readonly Authorizer[];
  /** What it answers itself, where that is customized; absent is nowhere. */
  readonly gatewayResponses?: readonly GatewayResponse[];
  /** Schemas of request bodies; absent is none. */
  readonly models?: readonly BodyModel[];
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
  /** Limits of its methods; absent is none. */
  readonly throttles?: readonly MethodThrottle[];
}

export interface ApiMethod {
  readonly address: string;
  /** The path as the resource tree writes it: `/pets/{petId}`. */
  readonly path: string;
  readonly resourceId: string;
  /** `GET`, …, or `ANY`. */
  readonly verb: string;
  readonly authorization: Authorization;
  /** The authorizer's id, for CUSTOM and COGNITO_USER_POOLS. */
  readonly authorizerId?: string;
  readonly scopes: readonly string[];
  readonly apiKeyRequired: boolean;
  /** What about its lock is not known; its decisions are then `unknown`. Absent where all of it is known. */
  readonly unknown?: string;
  /** What its requests must have; absent is nothing. */
  readonly checks?: RequestChecks;
  readonly integration: Integration;
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
