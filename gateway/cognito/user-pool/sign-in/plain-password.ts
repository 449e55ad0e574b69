import { isPassword } from "../../srp/password";
import type { FlowContext } from "../auth-flow";
import { attemptPassword, type NamedUser } from "./attempt-password";
import { nextStep } from "./next-step";

/**
 * Signs in with a password that was sent as it is.
 *
 * @throws {ServiceError} as attemptPassword and nextStep do
 */
export async function signInWithPassword(
  named: NamedUser,
  password: string,
  context: FlowContext,
  clientMetadata?: Readonly<Record<string, string>>,
): Promise<unknown> {
  const owner = { poolId: context.pool.id, username: named.user?.username ?? named.name };
  const user = await attemptPassword(named, context, () => isPassword(owner, password, named.user?.password));
  const progress = { name: named.name, source: "TokenGeneration_Authentication" as const };
  return nextStep(user, { ...progress, ...(clientMetadata && { clientMetadata }) }, context);
}
