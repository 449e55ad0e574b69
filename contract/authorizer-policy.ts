/**
 * The policy that the Lambda authorizer makes of its role table. The authorizer answers with it, and the reader of
 * Terraform predicts that answer.
 */
import type { RoleMethods } from "./role-table";

/** Bytes of an authorizer's whole answer. AWS documents this limit for WebSocket APIs only; there is no other figure. */
export const MAX_ANSWER_BYTES = 8_192;

/** A statement about `execute-api:Invoke`. */
export interface InvokeStatement {
  readonly effect: "Allow" | "Deny";
  /** Execution ARNs, with `*` for any text. */
  readonly resources: readonly string[];
}

/**
 * The statements for a caller with all of these roles. A caller may do what any one of the roles may: a method is
 * denied only if no role opens it. A caller without roles, or with roles that open nothing, is denied the whole stage.
 *
 * @param methods one item for each known role of the caller
 * @param stage the stage's execution ARN with its last slash: `arn:aws:execute-api:…:a1b2c3d4e5/dev/`
 */
export function invokeStatements(methods: readonly RoleMethods[], stage: string): readonly InvokeStatement[] {
  const allow = union(methods.map((one) => one.allow));
  const opened = new Set(allow);
  const deny = closing(
    union(methods.map((one) => one.deny)).filter(
      (entry) => !opened.has(entry) && !opened.has(entry.replace(/\/$/, "")),
    ),
  );
  const statement = (effect: "Allow" | "Deny", entries: readonly string[]): InvokeStatement => ({
    effect,
    resources: entries.map((entry) => stage + entry),
  });
  if (allow.length === 0) return [statement("Deny", ["*"])];
  return [statement("Allow", allow), ...(deny.length > 0 ? [statement("Deny", deny)] : [])];
}

/**
 * The patterns that close what `deny` names. Whether the ARN of a request for `/pets/export/` keeps its last slash is
 * not documented, so both forms are closed.
 */
export function closing(deny: readonly string[]): string[] {
  return deny.flatMap((entry) => (/[*/]$/.test(entry) ? [entry] : [entry, `${entry}/`]));
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}
