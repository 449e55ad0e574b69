import { resolveStacks } from "../language/configuration/resolve";
import type { StackSource } from "../language/configuration/stack";
import type { ApiModel } from "../model";
import { readModel } from ".";

export type { StackSource };

/**
 * Reads synthesized Terraform: all stacks of an app at once, since they refer to each other.
 *
 * @param options `accountId` stands in for the account that the Terraform would be applied in
 * @throws TerraformError naming the resource, where something is not understood; there is no partial model
 */
export function readStacks(
  stacks: readonly StackSource[],
  { accountId = "123456789012" }: { readonly accountId?: string } = {},
): ApiModel {
  return readModel(resolveStacks(stacks, accountId), { strict: true });
}
