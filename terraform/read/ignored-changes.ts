import type { ResolvedResource } from "../language/configuration";
import type { Notice } from "../model";
import { attributeAt, hasEffect, kindOf } from "../types";

/**
 * Warnings for arguments that are read and that lifecycle.ignore_changes names: Terraform does not update them, so the
 * deployed value may differ from the configured one.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export function ignoredChanges(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap(({ address, lifecycle, type }) => {
    if (!lifecycle || kindOf(type)?.kind !== "read") return [];
    const matters = (argument: string) => {
      const attribute = attributeAt(type, argument);
      return argument === "all" || (attribute !== undefined && hasEffect(attribute));
    };
    return lifecycle.ignored.filter(matters).map((argument) => ({
      address,
      message: `lifecycle.ignore_changes has ${argument}: what is deployed may differ from what is read here`,
      weight: "warning" as const,
    }));
  });
}
