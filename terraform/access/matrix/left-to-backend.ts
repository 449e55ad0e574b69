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

/** What is said of a change: behind that a caller is let in now, and behind that one was. */
const OF_CHANGES: Readonly<Record<LeftCheck, { readonly now: string; readonly before: string }>> = {
  "token-kind": {
    now: ", and the backend must tell access tokens from ID tokens",
    before: " with the backend telling access tokens from ID tokens",
  },
};

export function leftNow(checks: readonly LeftCheck[] = []): string {
  return checks.map((check) => OF_CHANGES[check].now).join("");
}

export function leftBefore(checks: readonly LeftCheck[] = []): string {
  return checks.map((check) => OF_CHANGES[check].before).join("");
}
