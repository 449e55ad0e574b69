import type { PolicyDocument } from "../../model";

interface Allowed {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const INVOKE_API = "execute-api:Invoke";
const INVOKE_FUNCTION = "lambda:InvokeFunction";
const INVOKE_URL = "lambda:InvokeFunctionUrl";

const all: Allowed = { actions: [INVOKE_API, INVOKE_FUNCTION, INVOKE_URL], resources: ["*"] };

/**
 * The statements of AWS managed policies that concern an API or the URL of a function: only those of their actions that
 * call one. The text of any other managed policy is unknown.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const invoking: Readonly<Record<string, Allowed>> = {
  AdministratorAccess: all,
  PowerUserAccess: all,
  AmazonAPIGatewayInvokeFullAccess: { actions: [INVOKE_API], resources: ["arn:aws:execute-api:*:*:*"] },
  AWSLambda_FullAccess: { actions: [INVOKE_FUNCTION, INVOKE_URL], resources: ["*"] },
  // The one before AWSLambda_FullAccess.
  AWSLambdaFullAccess: { actions: [INVOKE_FUNCTION, INVOKE_URL], resources: ["*"] },
  "service-role/AWSLambdaRole": { actions: [INVOKE_FUNCTION], resources: ["*"] },
};

/** Policies of services that a function commonly has, none of which calls an API or a function. */
const beside = [
  "AmazonAPIGatewayAdministrator",
  "AmazonCognitoPowerUser",
  "AmazonCognitoReadOnly",
  "AmazonDynamoDBFullAccess",
  "AmazonDynamoDBReadOnlyAccess",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonKinesisFullAccess",
  "AmazonKinesisReadOnlyAccess",
  "AmazonPollyFullAccess",
  "AmazonPollyReadOnlyAccess",
  "AmazonRekognitionFullAccess",
  "AmazonRekognitionReadOnlyAccess",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonSESFullAccess",
  "AmazonSNSFullAccess",
  "AmazonSNSReadOnlyAccess",
  "AmazonSQSFullAccess",
  "AmazonSQSReadOnlyAccess",
  "AmazonSSMManagedInstanceCore",
  "AmazonSSMReadOnlyAccess",
  "AmazonTextractFullAccess",
  "AmazonTranscribeFullAccess",
  "AWSLambda_ReadOnlyAccess",
  "AWSStepFunctionsFullAccess",
  "AWSXRayDaemonWriteAccess",
  "AWSXrayWriteOnlyAccess",
  "CloudWatchFullAccess",
  "CloudWatchLambdaInsightsExecutionRolePolicy",
  "CloudWatchLogsFullAccess",
  "CloudWatchLogsReadOnlyAccess",
  "CloudWatchReadOnlyAccess",
  "ComprehendFullAccess",
  "SecretsManagerReadWrite",
  "TranslateFullAccess",
  "TranslateReadOnly",
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  "service-role/AmazonECSTaskExecutionRolePolicy",
  "service-role/AmazonRDSEnhancedMonitoringRole",
  "service-role/AWSAppSyncPushToCloudWatchLogs",
  "service-role/AWSGlueServiceRole",
  "service-role/AWSLambdaBasicExecutionRole",
  "service-role/AWSLambdaDynamoDBExecutionRole",
  "service-role/AWSLambdaENIManagementAccess",
  "service-role/AWSLambdaKinesisExecutionRole",
  "service-role/AWSLambdaSQSQueueExecutionRole",
  "service-role/AWSLambdaVPCAccessExecutionRole",
];

/** The document of a policy that AWS manages, or undefined where it is not one of the known ones. */
export function managedDocument(arn: string): PolicyDocument | undefined {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (name === undefined) return undefined;
  const allowed = Object.hasOwn(invoking, name) ? invoking[name] : undefined;
  if (allowed)
    return { version: "2012-10-17", statements: [{ effect: "Allow", ...allowed, conditions: [] }] };
  return beside.includes(name) ? { version: "2012-10-17", statements: [] } : undefined;
}
