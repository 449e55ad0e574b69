/** What a right to change is about. */
export type Changed =
  | "function"
  | "handler"
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
  | "secret"
  | "stage";

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
  handler: [
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
    "lambda:AddPermission",
    "lambda:CreateFunctionUrlConfig",
    "lambda:UpdateFunctionUrlConfig",
  ],
  "rest-api": ["apigateway:PATCH", "apigateway:PUT", "apigateway:POST", "apigateway:UpdateRestApiPolicy"],
  "http-api": ["apigateway:PATCH", "apigateway:PUT", "apigateway:POST"],
  "user-pool": [
    "cognito-idp:AdminAddUserToGroup",
    "cognito-idp:AdminConfirmSignUp",
    "cognito-idp:AdminCreateUser",
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
    "iam:DeleteUserPermissionsBoundary",
    "iam:DeleteUserPolicy",
    "iam:DetachUserPolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:TagUser",
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
  "code-object": ["s3:PutObject", "s3:PutBucketPolicy"],
  image: ["ecr:PutImage", "ecr:SetRepositoryPolicy"],
  parameter: ["ssm:PutParameter"],
  secret: [
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecret",
    "secretsmanager:PutResourcePolicy",
  ],
  stage: ["wafv2:DisassociateWebACL"],
};
