/**
 * What a reader makes of Terraform: the parts of it that decide who may call what, as plain data.
 *
 * Every part carries the address of the resource it came from (`api/aws_api_gateway_method.get_pets`: the
 * stack's name, then Terraform's own address), so that a decision can name its reason.
 */
import type { RestApi } from "./api";
import type { CustomDomain } from "./custom-domain";
import type { DynamoTable } from "./dynamo-table";
import type { LambdaFunction } from "./function";
import type { FunctionUrl } from "./function-url";
import type { HttpApi, WebSocketApi } from "./http-api";
import type { IamGroup, IamRole, IamUser, ManagedPolicy } from "./iam";
import type { IdentityPool } from "./identity-pool";
import type { Notice } from "./notice";
import type { OpenIdProvider } from "./open-id-provider";
import type { SamlProvider } from "./saml-provider";
import type { ApiKey, UsagePlan } from "./usage";
import type { UserPool } from "./user-pool";

export type {
  Api,
  ApiKind,
  ApiMethod,
  BodyModel,
  GatewayResponse,
  Operation,
  RequestChecks,
  RequestParameter,
  RestApi,
  SharedResponse,
  Stage,
} from "./api";
export type {
  Authorization,
  Authorizer,
  CognitoAuthorizer,
  HttpAuthorization,
  HttpAuthorizer,
  JwtAuthorizer,
  LambdaAuthorizer,
  PayloadVersion,
  RestAuthorization,
  RestAuthorizer,
} from "./authorizer";
export type { ApiMapping, CustomDomain } from "./custom-domain";
export type { Decision, Dependence, Refusal, Source } from "./decision";
export type { DynamoTable } from "./dynamo-table";
export {
  type Firewall,
  type FirewallAction,
  type FirewallGroupRule,
  type FirewallResponse,
  type FirewallRule,
  type FirewallStatement,
  type FirewallStatementRule,
  type ForwardedAddress,
  type Inspected,
  type Oversize,
  type PartFilter,
  type RateKey,
  type RateStatement,
  type RequestPart,
  type RuleSpace,
  TEXT_TRANSFORMATIONS,
  type TextTransformation,
} from "./firewall";
export type { InvokePermission, LambdaFunction, QualifiedFunction } from "./function";
export type { FunctionUrl, UrlAuthorization, UrlRoute } from "./function-url";
export type { Cors, HttpApi, HttpRoute, WebSocketApi } from "./http-api";
export type { AttachedPolicy, IamGroup, IamRole, IamUser, ManagedPolicy } from "./iam";
export type { IdentityPool, RoleMappingRule } from "./identity-pool";
export type {
  HttpForwarding,
  Integration,
  LambdaIntegration,
  MockAnswer,
  MockAnswers,
  OtherIntegration,
  SentCall,
} from "./integration";
export type { Known } from "./known";
export type { Notice, Unread } from "./notice";
export type { OpenIdProvider } from "./open-id-provider";
export type { Condition, Effect, PolicyDocument, Statement } from "./policy";
export type { SamlProvider } from "./saml-provider";
export type { MethodThrottle, Throttle } from "./throttle";
export type { ApiKey, UsagePlan } from "./usage";
export type {
  ClientOauth,
  PoolDomain,
  PoolIdentityProvider,
  UserGroup,
  UserPool,
  UserPoolClient,
} from "./user-pool";
export type {
  AliasAttribute,
  ClientSettings,
  ContactAttribute,
  DeclaredUser,
  FirstFactor,
  MessageTemplate,
  MfaSettings,
  PasswordPolicy,
  PoolMessages,
  RecoveryMechanism,
  UserAttribute,
  UserPoolSettings,
  UserPoolTrigger,
} from "./user-pool-settings";

export interface ApiModel {
  readonly region: string;
  readonly accountId: string;
  /** False where the account is a stand-in, because nothing in the Terraform tells it. Default true. */
  readonly isAccountTold?: boolean;
  readonly apis: readonly RestApi[];
  /** Absent is none. */
  readonly httpApis?: readonly HttpApi[];
  /** The gate does not serve them; absent is none. */
  readonly webSocketApis?: readonly WebSocketApi[];
  /** Absent is none. */
  readonly functionUrls?: readonly FunctionUrl[];
  readonly functions: readonly LambdaFunction[];
  readonly userPools: readonly UserPool[];
  readonly identityPools: readonly IdentityPool[];
  /** Issuers whose tokens STS takes. Only the gate reads them; absent is none. */
  readonly openIdProviders?: readonly OpenIdProvider[];
  /** Identity providers whose assertions STS takes. Only the gate reads them; absent is none. */
  readonly samlProviders?: readonly SamlProvider[];
  /** Names by which callers reach the APIs. Only the gate reads them; absent is none. */
  readonly customDomains?: readonly CustomDomain[];
  readonly roles: readonly IamRole[];
  /** IAM users; absent is none. */
  readonly users?: readonly IamUser[];
  /** Managed policies. Only the gate reads them; absent is none. */
  readonly managedPolicies?: readonly ManagedPolicy[];
  /** IAM groups; absent is none. */
  readonly groups?: readonly IamGroup[];
  readonly apiKeys: readonly ApiKey[];
  readonly usagePlans: readonly UsagePlan[];
  readonly tables: readonly DynamoTable[];
  /** What the Terraform configures and nothing here evaluates, such as a managed WAF rule group. */
  readonly notices: readonly Notice[];
}
