import { parsePolicy } from "../../terraform/access/iam";
import type { AttachedPolicy } from "../../terraform/model";

/** Policies of sessions that were parsed before: a session's list is the same object each time. */
const known = new WeakMap<readonly string[], readonly AttachedPolicy[]>();

/**
 * The policies of a session, which limit what its role allows.
 *
 * @param texts as the session has them
 * @throws {TerraformError} `POLICY_MALFORMED`
 */
export function sessionPolicies(texts: readonly string[]): readonly AttachedPolicy[] {
  const found = known.get(texts);
  if (found) return found;
  const parsed = texts.map((text, index) => {
    const name = `session policy ${index}`;
    return { address: name, name, document: parsePolicy(text, name) };
  });
  known.set(texts, parsed);
  return parsed;
}
