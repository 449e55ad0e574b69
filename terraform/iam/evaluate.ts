import type { Source } from "../decision";
import type { AttachedPolicy } from "../model";
import { Context } from "./context";
import type { PolicyDocument } from "./policy";
import type { Principal } from "./principal";
import { applies } from "./statement";

export interface AccessRequest {
  /** `execute-api:Invoke` */
  readonly action: string;
  /** ARN; trust policies are asked without one. Its `*` is an asterisk, not a wildcard. */
  readonly resource?: string;
  /** Who asks; only policies with principals look at it. */
  readonly principal?: Principal;
  /** Condition keys and their values: `{"aws:SourceIp": "203.0.113.7"}`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export interface PolicyDecision {
  /** `unknown` where a policy that is not known could change the answer. */
  readonly outcome: "allow" | "deny-explicit" | "deny-implicit" | "unknown";
  /** The statement that decided; an implicit denial has none. */
  readonly source?: Source;
}

/**
 * What a set of policies of one kind says to a request: an explicit Deny wins, then an Allow; silence denies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * One kind at a time is on purpose: how the answers of identity policies, resource policies and permission
 * boundaries combine is for the caller.
 */
export function evaluate(policies: readonly AttachedPolicy[], request: AccessRequest): PolicyDecision {
  const context = new Context(request.context);
  const known: Known[] = [];
  let unknown: Source | undefined;
  for (const { address, document } of policies) {
    if ("unknown" in document) unknown ??= { address };
    else known.push({ address, document });
  }
  const deny = deciding(known, "Deny", request, context);
  if (deny) return { outcome: "deny-explicit", source: deny };
  if (unknown) return { outcome: "unknown", source: unknown };
  const allow = deciding(known, "Allow", request, context);
  return allow ? { outcome: "allow", source: allow } : { outcome: "deny-implicit" };
}

interface Known {
  readonly address: string;
  readonly document: PolicyDocument;
}

function deciding(
  policies: readonly Known[],
  effect: "Allow" | "Deny",
  request: AccessRequest,
  context: Context,
): Source | undefined {
  for (const { address, document } of policies) {
    const statement = document.statements.findIndex(
      (candidate) => candidate.effect === effect && applies(candidate, document.version, request, context),
    );
    if (statement >= 0) return { address, statement };
  }
  return undefined;
}
