import type { ApiModel, Operation } from "../../model";
import { type Backend, type LeftCheck, LOCKS } from "../decide";

/**
 * What a lock does not check of a caller's credentials. The cells of its route say whom API Gateway lets through; what
 * answers the route may refuse some of them, which no Terraform says.
 */
export interface LeftToBackend {
  readonly checks: readonly LeftCheck[];
  /** The function's address or ARN, the server's URL, or the service's action and role. Absent where none is named. */
  readonly backend?: string;
}

export function leftToBackend(
  guard: Operation,
  backend: Backend | undefined,
  { functions }: Pick<ApiModel, "functions">,
): LeftToBackend | undefined {
  const checks = guard.unknown === undefined ? LOCKS[guard.authorization].leaves?.(guard) : undefined;
  if (!checks || checks.length === 0) return undefined;
  const own = functions.find(({ arn }) => arn === backend?.name);
  return { checks, ...(backend && { backend: own?.address ?? backend.name }) };
}
