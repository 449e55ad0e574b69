import type { IamRole } from "../../../terraform/model/iam";
import type { PolicyDocument, Statement } from "../../../terraform/model/policy";
import { ACCOUNT, IDENTITY_POOL, roleArn } from "./names";

export function policy(effect: Statement["effect"], ...resources: string[]): PolicyDocument {
  return {
    version: "2012-10-17",
    statements: [{ effect, actions: ["execute-api:Invoke"], resources, conditions: [] }],
  };
}

export function role(name: string, trust: Statement, ...resources: string[]): IamRole {
  return {
    address: `api/aws_iam_role.${name}`,
    arn: roleArn(name),
    name,
    uniqueId: `AROA${name.toUpperCase().padEnd(17, "X")}`,
    maxSessionSeconds: 3600,
    trust: { version: "2012-10-17", statements: [trust] },
    policies: [{ address: `api/aws_iam_role_policy.${name}`, name, document: policy("Allow", ...resources) }],
  };
}

export const byIdentityPool: Statement = {
  effect: "Allow",
  principals: { Federated: ["cognito-identity.amazonaws.com"] },
  actions: ["sts:AssumeRoleWithWebIdentity"],
  conditions: [
    { operator: "StringEquals", key: "cognito-identity.amazonaws.com:aud", values: [IDENTITY_POOL] },
    {
      operator: "ForAnyValue:StringLike",
      key: "cognito-identity.amazonaws.com:amr",
      values: ["authenticated"],
    },
  ],
};

export const byLambda: Statement = {
  effect: "Allow",
  principals: { Service: ["lambda.amazonaws.com"] },
  actions: ["sts:AssumeRole"],
  conditions: [],
};

/** Of a function, which may list the tables and nothing else. */
export function functionRole(name: string): IamRole {
  const statement: Statement = {
    effect: "Allow",
    actions: ["dynamodb:ListTables"],
    resources: ["*"],
    conditions: [],
  };
  const document: PolicyDocument = { version: "2012-10-17", statements: [statement] };
  return {
    ...role(`${name}-function`, byLambda),
    policies: [{ address: `api/aws_iam_role_policy.${name}`, name, document }],
  };
}

export const byAccount: Statement = {
  effect: "Allow",
  principals: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
  actions: ["sts:AssumeRole"],
  conditions: [],
};
