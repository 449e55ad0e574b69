import type { ResolvedResource } from "../language/configuration";
import type { Notice } from "../model";
import { mayDecide } from "../types";

/**
 * Warnings for resources that an `import` block binds to an object that is there: another resource may manage it, or
 * none, and applying makes it what is written here.
 */
export function adoptedObjects(resources: readonly ResolvedResource[]): readonly Notice[] {
  return resources.flatMap(({ address, imported, type }) =>
    imported === undefined || !mayDecide(type)
      ? []
      : [
          {
            address,
            message:
              "an import block binds it to an object that is there: which one that is, and what applying changes of it, is not known here",
            weight: "warning" as const,
            unread: { says: { import: imported }, passes: true as const },
          },
        ],
  );
}
