import { managedDocument } from "../../../../terraform/access/iam/managed";

const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describe("a policy that AWS manages", () => {
  test.each([
    ["AdministratorAccess", ["execute-api:Invoke", "lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], "*"],
    ["PowerUserAccess", ["execute-api:Invoke", "lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], "*"],
    ["AmazonAPIGatewayInvokeFullAccess", ["execute-api:Invoke"], "arn:aws:execute-api:*:*:*"],
    ["AWSLambda_FullAccess", ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], "*"],
    ["AWSLambdaFullAccess", ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"], "*"],
    ["service-role/AWSLambdaRole", ["lambda:InvokeFunction"], "*"],
  ])("%s allows %j on %s", (name, actions, resource) => {
    expect(managedDocument(arn(name))).toEqual({
      version: "2012-10-17",
      statements: [{ effect: "Allow", actions, resources: [resource], conditions: [] }],
    });
  });

  test.each([
    "AmazonAPIGatewayAdministrator",
    "AmazonDynamoDBFullAccess",
    "AmazonDynamoDBReadOnlyAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "AmazonPollyFullAccess",
    "AmazonSNSFullAccess",
    "AmazonSQSFullAccess",
    "AmazonSSMReadOnlyAccess",
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
    "service-role/AWSLambdaSQSQueueExecutionRole",
    "service-role/AWSLambdaVPCAccessExecutionRole",
    "AmazonCognitoPowerUser",
    "AmazonCognitoReadOnly",
    "AmazonEC2ContainerRegistryReadOnly",
    "AmazonKinesisFullAccess",
    "AmazonKinesisReadOnlyAccess",
    "AmazonPollyReadOnlyAccess",
    "AmazonRekognitionFullAccess",
    "AmazonRekognitionReadOnlyAccess",
    "AmazonSESFullAccess",
    "AmazonSNSReadOnlyAccess",
    "AmazonSQSReadOnlyAccess",
    "AmazonSSMManagedInstanceCore",
    "AmazonTextractFullAccess",
    "AmazonTranscribeFullAccess",
    "AWSStepFunctionsFullAccess",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
    "CloudWatchLogsReadOnlyAccess",
    "CloudWatchReadOnlyAccess",
    "ComprehendFullAccess",
    "TranslateFullAccess",
    "TranslateReadOnly",
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "service-role/AmazonRDSEnhancedMonitoringRole",
    "service-role/AWSAppSyncPushToCloudWatchLogs",
    "service-role/AWSGlueServiceRole",
    "service-role/AWSLambdaENIManagementAccess",
  ])("%s says nothing of any API", (name) => {
    expect(managedDocument(arn(name))).toEqual({ version: "2012-10-17", statements: [] });
  });

  test.each([
    "ReadOnlyAccess",
    "",
    "constructor",
    "administratoraccess",
    "AdministratorAccess/x",
    "x/AdministratorAccess",
  ])("%j is not known", (name) => {
    expect(managedDocument(arn(name))).toBeUndefined();
  });

  test.each([
    "AdministratorAccess",
    "arn:aws:iam::123456789012:policy/AdministratorAccess",
    `x${arn("AdministratorAccess")}`,
    `${arn("AdministratorAccess")}\n`,
  ])("%j is none", (text) => {
    expect(managedDocument(text)).toBeUndefined();
  });
});
