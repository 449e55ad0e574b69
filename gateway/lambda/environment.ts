import { devNull } from "node:os";
import { join } from "node:path";
import type { LambdaFunction } from "../../terraform/model";
import type { FunctionSecrets } from "../credentials/function-session";

export interface EnvironmentOptions {
  readonly region: string;
  /** Where the function's archive is unpacked. */
  readonly folder: string;
  /** Endpoint of DynamoDB on this machine. */
  readonly tables: string;
  /** Endpoint of API Gateway's control plane on this machine. */
  readonly controlPlane: string;
  /** Endpoint of the user pools on this machine. */
  readonly userPools: string;
  /** The key id that the function signs with. */
  readonly accessKeyId: string;
  readonly secrets: FunctionSecrets;
}

/** Nothing listens there: requests to any other service of AWS fail. */
const CLOSED_ENDPOINT = "http://127.0.0.1:1";

/**
 * A function's whole environment: its variables in the Terraform, and Lambda's own.
 *
 * It has nothing of the host's environment, so that a handler cannot reach a real account by accident: the keys are
 * the gate's and come first in every SDK's search, all endpoints point to this machine, and profiles, shared files
 * and the metadata service are disabled.
 */
export function functionEnvironment(
  { name, environment, handler, memoryMb, runtime, timeoutSeconds }: LambdaFunction,
  { accessKeyId, controlPlane, folder, region, secrets, tables, userPools }: EnvironmentOptions,
): Record<string, string> {
  return {
    ...withoutNode(environment),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
    AWS_SESSION_TOKEN: secrets.sessionToken,
    AWS_ENDPOINT_URL: CLOSED_ENDPOINT,
    AWS_ENDPOINT_URL_DYNAMODB: tables,
    AWS_ENDPOINT_URL_API_GATEWAY: controlPlane,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: userPools,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    // The Terraform chooses the runtime; the gate's version of Node says nothing about it.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_TIMEOUT: String(timeoutSeconds),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "localhost",
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: handler,
    HOME: join(folder, "no-home"),
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
    TZ: ":UTC",
  };
}

/** NODE_OPTIONS and similar variables would configure the process of the gate's runtime. */
function withoutNode(environment: LambdaFunction["environment"]): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("NODE_")));
}
