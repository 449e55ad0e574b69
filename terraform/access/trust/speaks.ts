import { trustedTypes } from "./kinds";

/**
 * Whether the comparison of trust says what differs of an argument, so that nobody else needs to.
 *
 * @param path of the argument; empty for the resource as a whole
 */
export function speaksOfTrust(type: string, path: string): boolean {
  if (!Object.hasOwn(trustedTypes, type)) return false;
  const [name = ""] = path.split(".");
  // Whose a resource is counts where it is another one.
  if (Object.hasOwn(trustedTypes[type]?.partOf ?? {}, name)) return true;
  const { ignored = [], rules = {} } = trustedTypes[type] ?? {};
  // The comparison of trust knows the text of such an argument, also where its reader refused it.
  if (rules[name]?.onlyUnknown) return false;
  return !ignored.some((one) => one === path || one === name);
}
