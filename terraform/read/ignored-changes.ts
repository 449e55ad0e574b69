import type { ResolvedResource } from "../language/configuration";
import type { Notice } from "../model";
import { attributeAt, hasEffect, kindOf } from "../types";

/**
 * Warnings for arguments that are read and that lifecycle.ignore_changes names: Terraform does not update them, so the
 * deployed value may differ from the configured one.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
 */
export function ignoredChanges(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap((resource) =>
    ignoredArguments(resource).map((argument) => ({
      address: resource.address,
      message: `lifecycle.ignore_changes has ${argument}: what is deployed may differ from what is read here`,
      weight: "warning" as const,
    })),
  );
}

/** What lifecycle.ignore_changes names and has a say in access; `all` for every argument. */
export function ignoredArguments({
  lifecycle,
  type,
}: Pick<ResolvedResource, "lifecycle" | "type">): readonly string[] {
  if (!lifecycle || kindOf(type)?.kind !== "read") return [];
  return lifecycle.ignored.filter((argument) => {
    const attribute = attributeAt(type, argument);
    return argument === "all" || (attribute !== undefined && hasEffect(attribute));
  });
}
