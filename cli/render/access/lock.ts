import { LOCKS } from "../../../terraform/access/decide";
import type { MatrixRoute } from "../../../terraform/access/matrix";

/** The name of a route's lock: `iam`, `cognito`, `lambda`, `none`; `unknown` where it is not known. */
export function lockOf({ authorization, unknown }: MatrixRoute): string {
  return unknown === undefined ? LOCKS[authorization].label : "unknown";
}
