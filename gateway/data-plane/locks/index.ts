import type { ApiMethod } from "../../../terraform/model";
import { awsIam } from "./aws-iam";
import { cognitoUserPools } from "./cognito-user-pools";
import { custom } from "./custom";
import type { GateLock } from "./lock";
import { none } from "./none";

/** The lock of each authorization type. An API key is asked for beside a lock: see api-key.ts. */
export const locks = {
  NONE: none,
  AWS_IAM: awsIam,
  COGNITO_USER_POOLS: cognitoUserPools,
  CUSTOM: custom,
} satisfies Record<ApiMethod["authorization"], GateLock>;

export function lockOf({ authorization }: Pick<ApiMethod, "authorization">): GateLock {
  return locks[authorization];
}
