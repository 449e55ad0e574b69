/** What a right to change is about. */
export type Changed =
  | "function"
  | "secret-function"
  | "handler"
  | "locked-handler"
  | "rest-api"
  | "http-api"
  | "user-pool"
  | "identity-pool"
  | "role"
  | "relied-role"
  | "user"
  | "group"
  | "policy"
  | "oidc-provider"
  | "saml-provider"
  | "code-object"
  | "image"
  | "parameter"
  | "secret-parameter"
  | "secret"
  | "stage"
  | "api-key"
  | "domain"
  | "web-acl"
  | "ip-set"
  | "pattern-set"
  | "rule-group"
  | "trust-anchor"
  | "table"
  | "key"
  | "policy-store";

/**
 * The actions by which a principal changes who may call, past the Terraform.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const CHANGING: Readonly<Record<Changed, readonly string[]>> = {
  function: [
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    "lambda:UpdateAlias",
    "lambda:DeleteFunctionCodeSigningConfig",
    "lambda:PutFunctionCodeSigningConfig",
  ],
  // Its settings are shown with it, and a key that tokens are signed with among them.
  "secret-function": [
    "lambda:GetFunction",
    "lambda:GetFunctionConfiguration",
    "lambda:ListFunctions",
    "lambda:ListVersionsByFunction",
    "lambda:PublishVersion",
  ],
  handler: [
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    "lambda:AddPermission",
    "lambda:CreateFunctionUrlConfig",
    "lambda:UpdateFunctionUrlConfig",
  ],
  // Who invokes it writes the event, the caller's name in it included.
  "locked-handler": ["lambda:InvokeAsync", "lambda:InvokeFunction"],
  "rest-api": ["apigateway:PATCH", "apigateway:PUT", "apigateway:POST", "apigateway:UpdateRestApiPolicy"],
  "http-api": ["apigateway:PATCH", "apigateway:PUT", "apigateway:POST"],
  "user-pool": [
    "cognito-idp:AddUserPoolClientSecret",
    "cognito-idp:AdminAddUserToGroup",
    "cognito-idp:AdminConfirmSignUp",
    "cognito-idp:AdminCreateUser",
    "cognito-idp:AdminEnableUser",
    "cognito-idp:AdminInitiateAuth",
    "cognito-idp:AdminLinkProviderForUser",
    "cognito-idp:AdminRespondToAuthChallenge",
    "cognito-idp:AdminSetUserMFAPreference",
    "cognito-idp:AdminSetUserPassword",
    "cognito-idp:AdminUpdateUserAttributes",
    "cognito-idp:CreateGroup",
    "cognito-idp:CreateIdentityProvider",
    "cognito-idp:CreateResourceServer",
    "cognito-idp:CreateUserImportJob",
    "cognito-idp:CreateUserPoolClient",
    // It shows the client's secret.
    "cognito-idp:DescribeUserPoolClient",
    "cognito-idp:SetRiskConfiguration",
    "cognito-idp:SetUserPoolMfaConfig",
    "cognito-idp:UpdateGroup",
    "cognito-idp:UpdateIdentityProvider",
    "cognito-idp:UpdateResourceServer",
    "cognito-idp:UpdateUserPool",
    "cognito-idp:UpdateUserPoolClient",
  ],
  "identity-pool": [
    "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "cognito-identity:SetIdentityPoolRoles",
    "cognito-identity:SetPrincipalTagAttributeMap",
    "cognito-identity:UpdateIdentityPool",
  ],
  // Any role that gets another policy may call.
  role: [
    "iam:AttachRolePolicy",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
  ],
  // A role that may call already is only to be taken.
  "relied-role": ["iam:PassRole", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
  user: [
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:DeleteUserPermissionsBoundary",
    "iam:DeleteUserPolicy",
    "iam:DetachUserPolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:TagUser",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
  ],
  group: [
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:DeleteGroupPolicy",
    "iam:DetachGroupPolicy",
    "iam:PutGroupPolicy",
  ],
  policy: ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
  "oidc-provider": [
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateOpenIDConnectProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
  ],
  "saml-provider": ["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider"],
  "code-object": ["s3:PutObject", "s3:PutBucketAcl", "s3:PutBucketPolicy"],
  image: ["ecr:PutImage", "ecr:SetRepositoryPolicy"],
  parameter: ["ssm:PutParameter"],
  // Who reads the key that tokens are signed with, signs tokens.
  "secret-parameter": [
    "ssm:GetParameter",
    "ssm:GetParameterHistory",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
  ],
  secret: [
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecret",
    "secretsmanager:PutResourcePolicy",
  ],
  stage: ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"],
  // GET shows the keys.
  "api-key": ["apigateway:GET", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"],
  domain: [
    "apigateway:AddCertificateToDomain",
    "apigateway:PATCH",
    "apigateway:POST",
    "apigateway:PUT",
    "apigateway:RemoveCertificateFromDomain",
    "apigateway:UpdateDomainNamePolicy",
  ],
  "web-acl": ["wafv2:DeleteWebACL", "wafv2:UpdateWebACL"],
  "ip-set": ["wafv2:UpdateIPSet"],
  "pattern-set": ["wafv2:UpdateRegexPatternSet"],
  "rule-group": ["wafv2:UpdateRuleGroup"],
  "trust-anchor": [
    "rolesanywhere:CreateProfile",
    "rolesanywhere:CreateTrustAnchor",
    "rolesanywhere:DeleteCrl",
    "rolesanywhere:DisableCrl",
    "rolesanywhere:EnableProfile",
    "rolesanywhere:EnableTrustAnchor",
    "rolesanywhere:UpdateProfile",
    "rolesanywhere:UpdateTrustAnchor",
  ],
  table: [
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:PartiQLDelete",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PutItem",
    "dynamodb:PutResourcePolicy",
    "dynamodb:UpdateItem",
  ],
  key: ["kms:CreateGrant", "kms:GenerateMac", "kms:PutKeyPolicy", "kms:Sign"],
  "policy-store": [
    "verifiedpermissions:CreateIdentitySource",
    "verifiedpermissions:CreatePolicy",
    "verifiedpermissions:DeletePolicy",
    "verifiedpermissions:PutSchema",
    "verifiedpermissions:UpdateIdentitySource",
    "verifiedpermissions:UpdatePolicy",
    "verifiedpermissions:UpdatePolicyStore",
    "verifiedpermissions:UpdatePolicyTemplate",
  ],
};
