import type { PolicyDocument } from "../../model";

/**
 * The statements of AWS managed policies that concern an API: only their actions and resources on execute-api. The
 * text of any other managed policy is unknown.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const invoking: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ["*"],
  PowerUserAccess: ["*"],
  AmazonAPIGatewayInvokeFullAccess: ["arn:aws:execute-api:*:*:*"],
};

/** Policies of services that a function commonly has, none of which reaches execute-api. */
const beside = [
  "AmazonAPIGatewayAdministrator",
  "AmazonDynamoDBFullAccess",
  "AmazonDynamoDBReadOnlyAccess",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonSNSFullAccess",
  "AmazonSQSFullAccess",
  "AmazonSSMReadOnlyAccess",
  "AWSLambda_FullAccess",
  "AWSLambda_ReadOnlyAccess",
  "AWSXrayWriteOnlyAccess",
  "AWSXRayDaemonWriteAccess",
  "CloudWatchFullAccess",
  "CloudWatchLogsFullAccess",
  "SecretsManagerReadWrite",
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  "service-role/AWSLambdaBasicExecutionRole",
  "service-role/AWSLambdaDynamoDBExecutionRole",
  "service-role/AWSLambdaKinesisExecutionRole",
  "service-role/AWSLambdaRole",
  "service-role/AWSLambdaSQSQueueExecutionRole",
  "service-role/AWSLambdaVPCAccessExecutionRole",
];

/** The document of a policy that AWS manages, or undefined where it is not one of the known ones. */
export function managedDocument(arn: string): PolicyDocument | undefined {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (name === undefined) return undefined;
  const resources = Object.hasOwn(invoking, name) ? invoking[name] : undefined;
  if (resources)
    return {
      version: "2012-10-17",
      statements: [{ effect: "Allow", actions: ["execute-api:Invoke"], resources, conditions: [] }],
    };
  return beside.includes(name) ? { version: "2012-10-17", statements: [] } : undefined;
}
