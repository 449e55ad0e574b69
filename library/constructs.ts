/**
 * `NAME/constructs`: the constructs, each usable alone in a stack of any cdktf project. docs/constructs.md lists them.
 * `NAME/cdktn/constructs` is made of this file too, for projects on the fork of cdktf.
 */
export { Admission, type AdmissionProps, type AdmissionRules } from "../constructs/api/admission";
export { ApiKeyService, type ApiKeyServiceProps } from "../constructs/api/keys/api-key-service";
export { UsagePlan, type UsagePlanProps } from "../constructs/api/keys/usage-plan";
export { UsageTiers, type UsageTiersProps } from "../constructs/api/keys/usage-tiers";
export type { HttpBackend } from "../constructs/api/methods/http-backend";
export type { RequestShape, RequestShapes } from "../constructs/api/methods/request-checks";
export { VpcLink, type VpcLinkProps, type VpcLinkRef } from "../constructs/api/methods/vpc-link";
export { SecuredApi, type ServedRoute } from "../constructs/api/secured-api";
export type { ApiEndpoint, SecuredApiProps } from "../constructs/api/secured-api-props";
export { CustomDomain, type CustomDomainProps } from "../constructs/api/stage/custom-domain";
export { LiveStage } from "../constructs/api/stage/live-stage";
export type { LiveStageProps, StagedFunction } from "../constructs/api/stage/live-stage-props";
export type { StageProtection } from "../constructs/api/stage/stage";
export type { Protection } from "../constructs/arguments/lifecycle";
export { literal, literals } from "../constructs/arguments/literal";
export { type PolicyStatement, policyDocument, serviceTrust } from "../constructs/arguments/policy";
export {
  CognitoAuthorizers,
  type CognitoAuthorizersProps,
} from "../constructs/authorizers/cognito-authorizers";
export {
  JwtAuthorizer,
  type JwtAuthorizerOptions,
  type JwtAuthorizerProps,
} from "../constructs/authorizers/jwt-authorizer";
export {
  AuthorizerSharing,
  type AuthorizerSharingProps,
  type SharedAuthorizer,
} from "../constructs/authorizers/shared-authorizer";
export type { Cors } from "../constructs/cors/cors";
export { DeclarationError, type DeclarationErrorCode } from "../constructs/declaration/errors";
export { DeployRoles, type DeployRolesProps } from "../constructs/deploy/deploy-roles";
export type { GithubRepository } from "../constructs/deploy/github-subject";
export type { DeployedState } from "../constructs/deploy/state-rights";
export { FirewallLogDelivery } from "../constructs/edge/firewall-log-delivery";
export { UserPoolFirewall, WebAcl, type WebAclProps, type WebAclRef } from "../constructs/edge/web-acl";
export type { DomainNameProps } from "../constructs/endpoint/domain-name";
export type { HandledRoute, InvokedStage } from "../constructs/endpoint/served-routes";
export { LambdaFunction, type LambdaFunctionProps } from "../constructs/functions/lambda-function";
export { FunctionUris, type NamedFunction } from "../constructs/functions/named-function";
export { type OwnFunction, ownFunction } from "../constructs/functions/own-function";
export { HttpApi } from "../constructs/http-api/http-api";
export type { HttpApiProps } from "../constructs/http-api/http-api-props";
export { HttpDomain, type HttpDomainProps } from "../constructs/http-api/http-domain";
export type { ProxiedServer } from "../constructs/http-api/integrations";
export {
  MachineClient,
  type MachineClientProps,
  ServerClient,
  type ServerClientProps,
} from "../constructs/identity/confidential-clients";
export { Federation, type FederationProps } from "../constructs/identity/federation";
export {
  IdentityPool,
  type IdentityPoolProps,
  type IdentityPoolRef,
} from "../constructs/identity/identity-pool";
export { ManagedLogin, type ManagedLoginProps } from "../constructs/identity/managed-login";
export { OidcProvider, type OidcProviderProps } from "../constructs/identity/oidc-provider";
export { RoleScopes, type RoleScopesProps } from "../constructs/identity/role-scopes";
export { SamlRoles, type SamlRolesProps } from "../constructs/identity/saml-roles";
export { TokenScopes, type TokenScopesProps } from "../constructs/identity/token-scopes";
export { UserPool, type UserPoolProps, type UserPoolRef } from "../constructs/identity/user-pool";
export { UserPoolClient, type UserPoolClientProps } from "../constructs/identity/user-pool-client";
export { holdToLimits } from "../constructs/limits/hold-to-limits";
export { type LimitName, raiseLimits } from "../constructs/limits/limits";
export type { AuthorizedByFunction, AuthorizedByScopes } from "../constructs/locks/jwt";
export { AlarmTopic, type AlarmTopicProps, type TopicRef } from "../constructs/observe/alarm-topic";
export { ApiAlarms, type ApiAlarmsProps } from "../constructs/observe/api-alarms";
export { ApiDashboard, type ApiDashboardProps } from "../constructs/observe/api-dashboard";
export { ApiGatewayLogRole, type ApiGatewayLogRoleProps } from "../constructs/observe/api-gateway-log-role";
export { LogGroup, type LogGroupProps, type LogGroupRef } from "../constructs/observe/log-group";
export { Trail, type TrailProps } from "../constructs/observe/trail";
export { jwtRoleTable } from "../constructs/roles/jwt-role-table";
export {
  type InvokeHolder,
  RolePolicies,
  type RolePoliciesProps,
} from "../constructs/roles/role-policies";
export { SystemRoles, type SystemRolesProps } from "../constructs/roles/system-roles";
export { AccessLogBucket, type AccessLogBucketProps } from "../constructs/state/access-log-bucket";
export { EncryptionKey, type EncryptionKeyProps, type KeyRef } from "../constructs/state/encryption-key";
export { LockedBucket, type LockedBucketProps } from "../constructs/state/locked-bucket";
export { keepStateInS3, type S3StateProps } from "../constructs/state/s3-state";
export { StateBucket, type StateBucketProps } from "../constructs/state/state-bucket";
export { Table, type TableProps } from "../constructs/state/table";
