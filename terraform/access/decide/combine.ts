import { together } from "./dependence";
import type { Answer } from "./policies";

/**
 * Combines the answers of identity policies and of a resource policy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html, tables A, B
 *
 * | identity \\ resource | A: Allow | A: silent | A: Deny | B: Allow | B: silent | B: Deny |
 * | -------------------- | -------- | --------- | ------- | -------- | --------- | ------- |
 * | Allow                | allow    | allow     | deny    | allow    | deny      | deny    |
 * | silent               | allow    | deny      | deny    | deny     | deny      | deny    |
 * | Deny                 | deny     | deny      | deny    | deny     | deny      | deny    |
 *
 * The result is unknown where one of the two is, unless it does not depend on it: `deny-either` is a Deny, or silence.
 *
 * @param table A for a caller of the API's own account, B for one of another
 */
export function combine(identity: Answer, resource: Answer, table: "A" | "B"): Answer {
  const sides = [identity, resource];
  const denied = sides.find(({ outcome }) => outcome === "deny-explicit");
  if (denied) return denied;
  const either = sides.find(({ outcome }) => outcome === "deny-either");
  const silent = sides.find(({ outcome }) => outcome === "deny-implicit");
  const unknown = sides.find(({ outcome }) => outcome === "unknown");
  const allowing = sides.find(({ outcome }) => outcome === "allow");
  const open = unknown && { ...unknown, ...together(sides) };
  // The unknown side may be a Deny.
  if (table === "B")
    return (
      either ??
      (silent && open ? { ...silent, outcome: "deny-either", ...together(sides) } : silent) ??
      open ??
      identity
    );
  if (open) return open;
  if (either) return allowing ? { ...either, outcome: "unknown", ...together(sides) } : either;
  return allowing ?? identity;
}

/**
 * Identity policies within a permissions boundary: an Allow needs both.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function within(identity: Answer, boundary: Answer | undefined): Answer {
  return boundary ? combine(identity, boundary, "B") : identity;
}
