import type { Waiver } from "../../../terraform/access/guard";

/** The waiver that lets a finding pass, once its reason is written. */
export function waiverOf(
  rule: string,
  { accepts, resource }: { readonly accepts?: string | undefined; readonly resource: string },
): Waiver {
  return { rule, resource, ...(accepts !== undefined && { to: accepts }), reason: "" };
}
