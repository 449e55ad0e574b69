import { Context, type Keys } from "../../../../terraform/access/iam/context";
import { Arn } from "../../../../terraform/access/iam/matcher";
import type { Principal } from "../../../../terraform/access/iam/principal";
import { compile } from "../../../../terraform/access/iam/statement";
import type { Statement } from "../../../../terraform/model/policy";

export const ARN = "arn:aws:execute-api:eu-west-1:123456789012:abc/dev/GET/pets";
export const allow = { effect: "Allow", actions: ["*"], conditions: [] } satisfies Statement;
export const deny = { ...allow, effect: "Deny" } satisfies Statement;

interface Question {
  readonly action?: string;
  /** Null for none. */
  readonly resource?: string | null;
  readonly principal?: Principal;
  readonly keys?: Keys;
  readonly open?: boolean;
  readonly version?: string;
}

/** Whether a statement applies; undefined where that cannot be said. */
export function applies(statement: Statement, question: Question = {}) {
  const { action = "execute-api:invoke", keys = {}, open, principal, resource = ARN, version } = question;
  return compile(
    statement,
    version ?? "2012-10-17",
  )({
    action,
    resource: resource === null ? undefined : new Arn(resource),
    principal,
    context: new Context([keys], open),
  });
}
