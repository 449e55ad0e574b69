/** Ids and ARNs of the pet store. */

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";
export const POOL = "us-east-1_AbCdEf123";
export const IDENTITY_POOL = "us-east-1:11111111-2222-4333-8444-555555555555";
export const EXECUTION_ARN = `arn:aws:execute-api:${REGION}:${ACCOUNT}:a1b2c3d4e5`;
export const PROVIDER = `cognito-idp.${REGION}.amazonaws.com/${POOL}`;
export const POOL_ARN = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${POOL}`;

export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
