/**
 * What a reader makes of Terraform: the parts of it that decide who may call what, as plain data.
 *
 * Every part carries the address of the resource it came from (`api/aws_api_gateway_method.get_pets`: the
 * stack's name, then Terraform's own address), so that a decision can name its reason.
 */
import type { PolicyDocument } from "./iam/policy";

/** A value that exists only after apply, or that the reader cannot work out; never guessed. */
export interface Unknown {
  /** What is not known and why, for people: `aws_lambda_function.x.arn: known after apply`. */
  readonly unknown: string;
}

export type Known<T> = T | Unknown;

export interface ApiModel {
  readonly region: string;
  readonly accountId: string;
  readonly apis: readonly RestApi[];
  readonly functions: readonly LambdaFunction[];
  readonly userPools: readonly UserPool[];
  readonly identityPools: readonly IdentityPool[];
  readonly roles: readonly IamRole[];
  /** IAM users; absent is none. */
  readonly users?: readonly IamUser[];
  /** IAM groups; absent is none. */
  readonly groups?: readonly IamGroup[];
  readonly apiKeys: readonly ApiKey[];
  readonly usagePlans: readonly UsagePlan[];
  readonly tables: readonly Table[];
  /** What the Terraform configures and nothing here evaluates, such as a managed WAF rule group. */
  readonly notices: readonly Notice[];
}

export interface Notice {
  readonly address: string;
  readonly message: string;
}

export interface RestApi {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID` */
  readonly executionArn: string;
  readonly apiKeySource: "HEADER" | "AUTHORIZER";
  readonly binaryMediaTypes: readonly string[];
  /** Default REGIONAL or EDGE. A private API admits nobody without a resource policy. */
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

/** A token bucket. */
export interface Throttle {
  /** Calls per second. */
  readonly rate: number;
  /** Calls at once. */
  readonly burst: number;
}

/** The limit of a method, or of each method that has none of its own: then path and verb are `*`. */
export interface MethodThrottle {
  readonly address: string;
  readonly path: string;
  readonly verb: string;
  /** Undefined: no limit, also where all the others have one. */
  readonly limit: Throttle | undefined;
}

export interface ApiMethod {
  readonly address: string;
  /** The path as the resource tree writes it: `/pets/{petId}`. */
  readonly path: string;
  readonly resourceId: string;
  /** `GET`, …, or `ANY`. */
  readonly verb: string;
  readonly authorization: "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";
  /** The authorizer's id, for CUSTOM and COGNITO_USER_POOLS. */
  readonly authorizerId?: string;
  readonly scopes: readonly string[];
  readonly apiKeyRequired: boolean;
  /** What about its lock is not known: whoever asks for it gets `unknown`. Absent where all is. */
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

/** What answers a call that was admitted; only a Lambda proxy has a function of this Terraform's. */
export type Integration = LambdaIntegration | OtherIntegration;

export interface LambdaIntegration {
  readonly address: string;
  readonly type: "AWS_PROXY";
  /** ARN of the function that is invoked. */
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export interface OtherIntegration {
  readonly address: string;
  /** UNKNOWN where the Terraform does not say, or names no function that can be followed. */
  readonly type: "AWS" | "HTTP" | "HTTP_PROXY" | "MOCK" | "UNKNOWN";
  readonly functionArn?: undefined;
  /** Where the call goes on to, where that is known. */
  readonly uri?: string;
  /** Of type MOCK: how it answers, where that is read. */
  readonly mock?: MockAnswers;
  readonly timeoutMs: number;
}

/** An integration without a backend: its request template names a status, and the status an answer. */
export interface MockAnswers {
  readonly passthrough: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  /** By media type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly MockAnswer[];
}

export interface MockAnswer {
  readonly address: string;
  readonly status: number;
  /** Regular expression on the status that the template names; without one, it is for all others. */
  readonly pattern?: string;
  /** By name; a value is a mapping, as in a gateway response. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies by media type. */
  readonly templates: Readonly<Record<string, string>>;
}

export type Authorizer = CognitoAuthorizer | LambdaAuthorizer;

export interface CognitoAuthorizer {
  readonly type: "COGNITO_USER_POOLS";
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** ARNs of the user pools whose tokens it takes. */
  readonly providerArns: readonly string[];
  /** `method.request.header.Authorization` */
  readonly identitySource: string;
  /** Regular expression on the token's `aud`; tokens without `aud` fail it. */
  readonly identityValidationExpression?: string;
}

export interface LambdaAuthorizer {
  readonly type: "TOKEN" | "REQUEST";
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly functionArn: string;
  /** `method.request.header.Authorization`, … TOKEN has exactly one. */
  readonly identitySources: readonly string[];
  /** TOKEN only: regular expression on the whole header value. */
  readonly identityValidationExpression?: string;
  /** Seconds that a policy is cached; 0 is off. */
  readonly ttlSeconds: number;
}

export interface LambdaFunction {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `index.handler` */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The zip archive, as a path that the reader's file source understands. */
  readonly archive: string;
  readonly roleArn: string;
  /** Who may invoke it (aws_lambda_permission). */
  readonly permissions: readonly InvokePermission[];
}

export interface InvokePermission {
  readonly address: string;
  /** `apigateway.amazonaws.com`, `cognito-idp.amazonaws.com` */
  readonly principal: string;
  /** An ARN in which `*` is a wildcard. */
  readonly sourceArn?: string;
}

export interface UserPool {
  readonly address: string;
  /** `us-east-1_AbCdEf123` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** `https://cognito-idp.REGION.amazonaws.com/ID` */
  readonly issuer: string;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly UserGroup[];
  readonly resourceServers: readonly ResourceServer[];
  readonly preTokenGeneration?: { readonly functionArn: string; readonly version: "V1_0" | "V2_0" | "V3_0" };
}

export interface UserPoolClient {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly hasSecret: boolean;
  /** `ALLOW_USER_SRP_AUTH`, … */
  readonly explicitAuthFlows: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

export interface UserGroup {
  readonly address: string;
  readonly name: string;
  readonly precedence?: number;
  readonly roleArn?: string;
  /** Why its role is not known. */
  readonly unknown?: string;
}

export interface ResourceServer {
  readonly address: string;
  readonly identifier: string;
  readonly scopes: readonly string[];
}

export interface IdentityPool {
  readonly address: string;
  /** `us-east-1:00000000-0000-0000-0000-000000000000` */
  readonly id: string;
  readonly name: string;
  readonly allowUnauthenticated: boolean;
  readonly allowClassicFlow: boolean;
  /** Why it is not known which roles it hands out. */
  readonly unknown?: string;
  readonly providers: readonly {
    readonly clientId: string;
    /** `cognito-idp.REGION.amazonaws.com/POOL` */
    readonly providerName: string;
    readonly serverSideTokenCheck: boolean;
  }[];
  /** The default role of signed-in users, where the mapping does not choose. */
  readonly authenticatedRoleArn?: string;
  /** The role of guests. */
  readonly unauthenticatedRoleArn?: string;
  readonly roleMappings: readonly {
    readonly address: string;
    /** `cognito-idp.REGION.amazonaws.com/POOL:CLIENT` */
    readonly identityProvider: string;
    readonly type: "Token" | "Rules";
    readonly ambiguousRoleResolution: "AuthenticatedRole" | "Deny";
    /** Of type Rules: the first that matches chooses. */
    readonly rules?: readonly RoleMappingRule[];
  }[];
}

export interface RoleMappingRule {
  readonly claim: string;
  readonly match: "Equals" | "NotEqual" | "StartsWith" | "Contains";
  readonly value: string;
  readonly roleArn: string;
}

export interface IamRole {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `AROA…` */
  readonly uniqueId: string;
  readonly maxSessionSeconds: number;
  readonly trust: Known<PolicyDocument>;
  readonly policies: readonly AttachedPolicy[];
  /** The permissions boundary: what it does not allow, no identity policy does. */
  readonly boundary?: AttachedPolicy;
}

export interface IamUser {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  /** `AIDA…` */
  readonly uniqueId: string;
  /** Names of the groups that it is in. */
  readonly groups: readonly string[];
  /** Its own policies and those of its groups. */
  readonly policies: readonly AttachedPolicy[];
  readonly boundary?: AttachedPolicy;
}

export interface IamGroup {
  readonly address: string;
  readonly arn: string;
  readonly name: string;
  readonly policies: readonly AttachedPolicy[];
}

export interface AttachedPolicy {
  /** The resource that holds the policy's text: `api/aws_iam_role_policy.user`. */
  readonly address: string;
  readonly name: string;
  /** Unknown where the Terraform only names the policy, as with one that AWS manages. */
  readonly document: Known<PolicyDocument>;
}

export interface ApiKey {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Set only where the Terraform writes the value; AWS generates it otherwise. */
  readonly value?: string;
}

export interface UsagePlan {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly stages: readonly {
    readonly apiId: string;
    readonly stage: string;
    /** Limits of single methods, in place of the plan's. */
    readonly throttles?: readonly MethodThrottle[];
  }[];
  readonly keyIds: readonly string[];
  /** Of each key. */
  readonly throttle?: Throttle;
  readonly quota?: {
    readonly limit: number;
    readonly period: "DAY" | "WEEK" | "MONTH";
    readonly offset: number;
  };
}

export interface Table {
  readonly address: string;
  readonly name: string;
  readonly hashKey: string;
  readonly rangeKey?: string;
  readonly attributes: readonly { readonly name: string; readonly type: "S" | "N" | "B" }[];
}
