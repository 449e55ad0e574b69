import type { AttachedPolicy, PolicyDocument } from "../../../model";

/**
 * What policies that AWS manages let their holder change, as patterns of actions on everything. The text of any other is
 * unknown.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const changing: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  PowerUserAccess: [
    "apigateway:*",
    "cognito-identity:*",
    "cognito-idp:*",
    "dynamodb:*",
    "ecr:*",
    "kms:*",
    "lambda:*",
    "rolesanywhere:*",
    "s3:*",
    "secretsmanager:*",
    "ssm:*",
    "sts:AssumeRole",
    "verifiedpermissions:*",
    "wafv2:*",
  ],
  IAMFullAccess: ["iam:*"],
  AWSLambda_FullAccess: ["lambda:*", "iam:PassRole"],
  AmazonAPIGatewayAdministrator: ["apigateway:*"],
  AmazonCognitoPowerUser: ["cognito-identity:*", "cognito-idp:*"],
  AmazonS3FullAccess: ["s3:*"],
  AmazonSSMFullAccess: ["ssm:*"],
  SecretsManagerReadWrite: ["secretsmanager:*"],
  AmazonEC2ContainerRegistryFullAccess: ["ecr:*"],
  AmazonEC2ContainerRegistryPowerUser: ["ecr:PutImage"],
  AWSWAFFullAccess: ["wafv2:*"],
  AmazonAPIGatewayInvokeFullAccess: [],
  AmazonDynamoDBFullAccess: ["dynamodb:*"],
  AmazonDynamoDBReadOnlyAccess: [],
  AmazonS3ReadOnlyAccess: [],
  AmazonSNSFullAccess: [],
  AmazonSQSFullAccess: [],
  AmazonSSMReadOnlyAccess: ["ssm:Get*"],
  AWSLambda_ReadOnlyAccess: ["lambda:Get*", "lambda:List*"],
  AWSXrayWriteOnlyAccess: [],
  AWSXRayDaemonWriteAccess: [],
  CloudWatchFullAccess: [],
  CloudWatchLogsFullAccess: [],
  ReadOnlyAccess: ["apigateway:GET", "cognito-idp:Describe*", "lambda:Get*", "lambda:List*", "ssm:Get*"],
  SecurityAudit: ["lambda:GetFunctionConfiguration", "lambda:List*"],
  ViewOnlyAccess: ["lambda:List*"],
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs": [],
  "service-role/AWSLambdaBasicExecutionRole": [],
  "service-role/AWSLambdaDynamoDBExecutionRole": [],
  "service-role/AWSLambdaKinesisExecutionRole": [],
  "service-role/AWSLambdaRole": ["lambda:InvokeFunction"],
  "service-role/AWSLambdaSQSQueueExecutionRole": [],
  "service-role/AWSLambdaVPCAccessExecutionRole": [],
};

/** A policy as rights to change: of one that AWS manages, what it has of these. */
export function asRights(policy: AttachedPolicy): AttachedPolicy {
  const name = /^arn:aws[\w-]*:iam::aws:policy\/(.+)$/.exec(policy.name)?.[1];
  if (name === undefined) return policy;
  const actions = Object.hasOwn(changing, name) ? changing[name] : undefined;
  if (!actions)
    return { ...policy, document: { unknown: `the text of ${policy.name} is not in this Terraform` } };
  return { ...policy, document: documentOf(name, actions) };
}

const documents = new Map<string, PolicyDocument>();

function documentOf(name: string, actions: readonly string[]): PolicyDocument {
  const known = documents.get(name);
  if (known) return known;
  const statements =
    actions.length === 0 ? [] : [{ effect: "Allow", actions, resources: ["*"], conditions: [] } as const];
  const made = { version: "2012-10-17", statements } as const;
  documents.set(name, made);
  return made;
}
