import type { UserGroup, UserPool } from "../../../../terraform/model";
import { cognitoError } from "../../exceptions";
import type { PoolContext } from "./signed-operation";

/** @throws {ServiceError} `ResourceNotFoundException` */
export function findGroup(name: string, { pool }: PoolContext): UserGroup {
  const group = pool.groups.find((candidate) => candidate.name === name);
  if (group === undefined) throw cognitoError("ResourceNotFoundException", "Group not found.");
  return group;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GroupType.html */
export function groupOutput({ name, precedence, roleArn }: UserGroup, { id }: UserPool) {
  return {
    GroupName: name,
    UserPoolId: id,
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    ...(precedence !== undefined && { Precedence: precedence }),
  };
}
