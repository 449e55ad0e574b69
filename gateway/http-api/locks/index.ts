import type { HttpAuthorization, HttpRoute } from "../../../terraform/model";
import { awsIam } from "./aws-iam";
import { custom } from "./custom";
import { jwt } from "./jwt";
import type { HttpLock } from "./lock";
import { none } from "./none";

/** The lock of each authorization type. */
const httpLocks: Readonly<Record<HttpAuthorization, HttpLock>> = {
  NONE: none,
  AWS_IAM: awsIam,
  CUSTOM: custom,
  JWT: jwt,
};

export function httpLockOf({ authorization }: Pick<HttpRoute, "authorization">): HttpLock {
  return httpLocks[authorization];
}
