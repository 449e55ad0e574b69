import { accessChanges, type Change } from "../difference";
import type { AccessMatrix } from "../matrix";
import type { Requirement } from "../requirements";

/**
 * What callers without any credential may do, or may be able to do, where there was no API before. A comparison finds it
 * at no other time: a route that was open on its first day opens to nobody later.
 */
export function openFromStart(before: AccessMatrix, head: AccessMatrix): readonly Change[] {
  return accessChanges(before, head).widened.filter(
    ({ principal, to: { requires = [] } }) => principal === "anonymous" && !requires.some(isCredential),
  );
}

/** An API key, of which the rule api-key-only says that it is no lock, or a client certificate. */
function isCredential(requirement: Requirement): boolean {
  return requirement.split(" or ").every((one) => /^(api-key|client-certificate)(:|$)/.test(one));
}
