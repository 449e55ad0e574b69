import { isRecord, textOf, type Value } from "../language/expression";
import type { IamRole } from "../model";
import type { Fields } from "./fields";

/**
 * The tags of a role. A plan and a state have them together; a configuration has the role's own, which override those of
 * its provider.
 *
 * @param given by the provider
 */
export function tagsOf(role: Fields, given: Value | undefined): Pick<IamRole, "tags"> {
  const all = role.raw("tags_all");
  const parts = isRecord(all) ? [all] : [given, role.raw("tags")];
  const tags: Record<string, string> = {};
  for (const part of parts) {
    if (part === undefined || part === null) continue;
    if (!isRecord(part)) return {};
    for (const [name, value] of Object.entries(part)) {
      const text = value === null ? "" : textOf(value);
      if (text === undefined) return {};
      tags[name] = text;
    }
  }
  return { tags };
}
