import { createRequire } from "node:module";
import { strToU8, zipSync } from "fflate";
import { startWorker } from "../../../gateway/lambda/worker";
import { call } from "../client";
import { type RunningGate, runGate } from "../gates";
import { archives } from "../petstore/handlers";

/** A handler inherits nothing of the host, and cannot reach a real account by accident. */

const HOST: Readonly<Record<string, string>> = {
  AWS_PROFILE: "production",
  AWS_ACCESS_KEY_ID: "AKIAHOSTHOSTHOSTHOST",
  AWS_SECRET_ACCESS_KEY: "host-secret",
  AWS_SESSION_TOKEN: "host-token",
  AWS_CONFIG_FILE: "/host/.aws/config",
  AWS_SHARED_CREDENTIALS_FILE: "/host/.aws/credentials",
  AWS_ROLE_ARN: "arn:aws:iam::999999999999:role/host",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/host/token",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/host",
  AWS_ENDPOINT_URL_S3: "https://s3.host.example",
  HTTP_PROXY: "http://proxy.host.example:8080",
  HTTPS_PROXY: "http://proxy.host.example:8080",
  https_proxy: "http://proxy.host.example:8080",
  NODE_OPTIONS: "--no-warnings",
  NODE_EXTRA_CA_CERTS: "/host/ca.pem",
  HOME: "/host",
  HOST_SECRET: "host-secret",
};

let running: RunningGate;
let before: NodeJS.ProcessEnv;

beforeAll(async () => {
  before = { ...process.env };
  Object.assign(process.env, HOST);
  const sdk = createRequire(__filename).resolve("@aws-sdk/client-dynamodb");
  const source = `const { DynamoDBClient, ListTablesCommand } = require(${JSON.stringify(sdk)});
  exports.handler = async () => {
    const client = new DynamoDBClient({});
    const { TableNames } = await client.send(new ListTablesCommand({}));
    return { statusCode: 200, body: JSON.stringify({
      TableNames,
      credentials: await client.config.credentials(),
      environment: { ...process.env },
      flags: process.execArgv,
      ofTheSystem: process.platform === "linux" ? require("node:fs").readFileSync("/proc/self/environ", "utf8") : "",
    }) };
  };`;
  running = await runGate(undefined, {
    startWorker,
    readArchive: (name) => (name === "echo" ? zipSync({ "index.js": strToU8(source) }) : archives(name)),
  });
});

afterAll(async () => {
  process.env = before;
  await running?.stop();
});

test("a handler sees no variable of the host, and the SDK in it finds the gate's own keys and the embedded tables", async () => {
  const answer = await call(running.gate.description.endpoint, "/dev/health");
  expect(answer.status).toBe(200);
  const { TableNames, credentials, environment, flags, ofTheSystem } = JSON.parse(answer.body);
  expect(TableNames).toEqual(["pets"]);
  expect(credentials).toMatchObject({
    accessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{32}$/),
    secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
  });
  for (const value of Object.values(environment)) expect(Object.values(HOST)).not.toContain(value);
  for (const value of Object.values(HOST)) expect(ofTheSystem).not.toContain(`=${value}\0`);
  expect(ofTheSystem).not.toContain("host-secret");
  expect(Object.keys(environment).sort()).toEqual([
    "AWS_ACCESS_KEY_ID",
    "AWS_CONFIG_FILE",
    "AWS_DEFAULT_REGION",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_API_GATEWAY",
    "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_TIMEOUT",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_REGION",
    "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE",
    "HOME",
    "LAMBDA_TASK_ROOT",
    "LANG",
    "PATH",
    "RAN",
    "TZ",
    "_HANDLER",
  ]);
  expect(environment.AWS_ENDPOINT_URL).toBe("http://127.0.0.1:1");
  for (const service of ["DYNAMODB", "API_GATEWAY", "COGNITO_IDENTITY_PROVIDER"])
    expect(environment[`AWS_ENDPOINT_URL_${service}`]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(flags).toEqual(["--max-old-space-size=128"]);
});
