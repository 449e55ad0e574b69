import { trustedTypes } from "./kinds";

/**
 * Whether the comparison of trust says what differs of an argument, so that nobody else needs to.
 *
 * @param path of the argument; empty for the resource as a whole
 */
export function speaksOfTrust(type: string, path: string): boolean {
  if (!Object.hasOwn(trustedTypes, type)) return false;
  const [name = ""] = path.split(".");
  return !(trustedTypes[type]?.ignored ?? []).some((ignored) => ignored === path || ignored === name);
}
