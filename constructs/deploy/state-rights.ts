/** What roles may do with the states and waiting plans in a bucket, to the object. */
import type { PolicyStatement } from "../arguments/policy";
import { PLANS } from "../state/state-bucket";

/** Where the states of the deployed stacks are. */
export interface DeployedState {
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of the bucket's key. */
  readonly keyArn: string;
  /** First part of the states' keys, as keepStateInS3() takes it. */
  readonly prefix: string;
}

/** Whose job it is: to plan a branch, to apply an approved plan, or to plan a pull request without a lock. */
export type Duty = "plan" | "deploy" | "review";

/** ARNs of the states, of their locks, and of the plans that wait. */
function objectsOf({ bucketArn, prefix }: DeployedState) {
  return {
    states: `${bucketArn}/${prefix}/*.tfstate`,
    locks: `${bucketArn}/${prefix}/*.tflock`,
    plans: `${bucketArn}/${PLANS}*`,
  };
}

export function stateRights(duty: Duty, state: DeployedState): readonly PolicyStatement[] {
  const { bucketArn, keyArn } = state;
  const { locks, plans, states } = objectsOf(state);
  const read: readonly PolicyStatement[] = [
    { Sid: "FindState", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
    { Sid: "ReadState", Effect: "Allow", Action: "s3:GetObject", Resource: states },
  ];
  const lock: PolicyStatement = {
    Sid: "LockState",
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: locks,
  };
  const decrypt = (...more: readonly string[]): PolicyStatement => ({
    Sid: "StateKey",
    Effect: "Allow",
    Action: ["kms:Decrypt", ...more],
    Resource: keyArn,
  });
  const rights: Readonly<Record<Duty, readonly PolicyStatement[]>> = {
    review: [...read, decrypt()],
    plan: [
      ...read,
      lock,
      { Sid: "KeepPlan", Effect: "Allow", Action: "s3:PutObject", Resource: plans },
      decrypt("kms:GenerateDataKey"),
    ],
    deploy: [
      ...read,
      lock,
      { Sid: "WriteState", Effect: "Allow", Action: "s3:PutObject", Resource: states },
      { Sid: "TakePlan", Effect: "Allow", Action: ["s3:GetObject", "s3:DeleteObject"], Resource: plans },
      decrypt("kms:GenerateDataKey"),
    ],
  };
  return rights[duty];
}

/**
 * What is stored in the account is not for a plan to read, though AWS's policy for reading allows it: no object but the states of
 * the deployed stacks and, who takes locks, these; no waiting plan; no earlier version of any object.
 */
export function noData(duty: "plan" | "review", state: DeployedState): readonly PolicyStatement[] {
  const { locks, states } = objectsOf(state);
  return [
    {
      Sid: "NoObjects",
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:GetObjectTorrent"],
      NotResource: duty === "plan" ? [states, locks] : [states],
    },
    {
      Sid: "NoVersions",
      Effect: "Deny",
      Action: ["s3:GetObjectVersion", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTorrent"],
      Resource: "*",
    },
    {
      Sid: "NoData",
      Effect: "Deny",
      Action: [
        "cognito-idp:AdminGetUser",
        "cognito-idp:ListUsers",
        "cognito-idp:ListUsersInGroup",
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:GetRecords",
        "dynamodb:PartiQLSelect",
        "dynamodb:Query",
        "dynamodb:Scan",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetQueryResults",
        "logs:StartQuery",
      ],
      Resource: "*",
    },
  ];
}
