import type { ResolvedResource } from "../language/configuration/resolved";
import type { Notice } from "../model";
import { kindOf } from "../types/kinds";

/**
 * Warnings of arguments that are read, and that Terraform leaves as they are in the cloud: what is deployed may
 * differ from the text.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export function ignoredChanges(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap(({ address, lifecycle, type }) => {
    const kind = kindOf(type);
    if (!lifecycle || kind?.kind !== "enforced") return [];
    const { announced, read } = kind.arguments;
    const names = [...read, ...announced.keys()];
    const matters = (argument: string) =>
      argument === "all" || names.some((name) => name === argument || name.startsWith(`${argument}.`));
    return lifecycle.ignored.filter(matters).map((argument) => ({
      address,
      message: `lifecycle.ignore_changes has ${argument}: what is deployed may differ from what is read here`,
      weight: "warning" as const,
    }));
  });
}
