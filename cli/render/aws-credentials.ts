import type { AwsCredentials } from "../sign-in/user-credentials";

/**
 * What `aws configure export-credentials` prints in the formats of the same name: lines for a shell's `eval`, and what
 * the AWS SDKs read from the `credential_process` of a profile.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const CREDENTIAL_FORMATS: Readonly<
  Record<"env" | "process", (credentials: AwsCredentials) => string>
> = {
  // The characters of base64 need no quotes in a shell.
  env: ({ accessKeyId, expiration, secretAccessKey, sessionToken }) =>
    [
      `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
      `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
      `export AWS_SESSION_TOKEN=${sessionToken}`,
      `export AWS_CREDENTIAL_EXPIRATION=${expiration}`,
    ].join("\n"),
  process: ({ accessKeyId, expiration, secretAccessKey, sessionToken }) =>
    JSON.stringify(
      {
        Version: 1,
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration,
      },
      null,
      2,
    ),
};
