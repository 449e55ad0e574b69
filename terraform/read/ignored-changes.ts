import type { ResolvedResource } from "../language/configuration";
import type { Notice } from "../model";
import { attributeAt, hasSay, kindOf } from "../types";

/**
 * Warnings of arguments that are read, and that Terraform leaves as they are in the cloud: what is deployed may
 * differ from the text.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export function ignoredChanges(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap(({ address, lifecycle, type }) => {
    if (!lifecycle || kindOf(type)?.kind !== "read") return [];
    const matters = (argument: string) => {
      const attribute = attributeAt(type, argument);
      return argument === "all" || (attribute !== undefined && hasSay(attribute));
    };
    return lifecycle.ignored.filter(matters).map((argument) => ({
      address,
      message: `lifecycle.ignore_changes has ${argument}: what is deployed may differ from what is read here`,
      weight: "warning" as const,
    }));
  });
}
