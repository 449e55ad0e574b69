import type { Source } from "../decision";
import type { AttachedPolicy } from "../model";
import { Context } from "./context";
import { Arn } from "./matcher";
import type { PolicyDocument } from "./policy";
import type { Principal } from "./principal";
import { type Applies, type Asked, compile } from "./statement";

export interface AccessRequest {
  /** `execute-api:Invoke` */
  readonly action: string;
  /** ARN; trust policies are asked without one. Its `*` is an asterisk, not a wildcard. */
  readonly resource?: string;
  /** Who asks; only policies with principals look at it. */
  readonly principal?: Principal;
  /** Condition keys and their values: `{"aws:SourceIp": "203.0.113.7"}`. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Whether keys that `context` does not have may have any value, or none: the outcome is then `unknown` where
   * it depends on them. Otherwise the request does not have them.
   */
  readonly open?: boolean;
}

export interface PolicyDecision {
  /** `unknown` where a policy that is not known could change the answer, or an open key does. */
  readonly outcome: "allow" | "deny-explicit" | "deny-implicit" | "unknown";
  /** The statement that decided; an implicit denial has none, and an unknown policy only an address. */
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
  const asked: Asked = {
    action: request.action.toLowerCase(),
    context: new Context(request.context, request.open),
    resource: request.resource === undefined ? undefined : new Arn(request.resource),
    principal: request.principal,
  };
  // In doubt, an Allow does not apply and a Deny does.
  const sure = answer(policies, asked, { Allow: false, Deny: true });
  if (!request.open || sure.outcome === "allow") return sure;
  const hopeful = answer(policies, asked, { Allow: true, Deny: false });
  if (hopeful.outcome !== "allow") return hopeful;
  const source = sure.source ?? hopeful.source;
  return { outcome: "unknown", ...(source && { source }) };
}

type Doubt = Readonly<Record<"Allow" | "Deny", boolean>>;

function answer(policies: readonly AttachedPolicy[], asked: Asked, doubt: Doubt): PolicyDecision {
  const deny = deciding(policies, "Deny", asked, doubt.Deny);
  if (deny) return { outcome: "deny-explicit", source: deny };
  const unknown = policies.find(({ document }) => "unknown" in document);
  if (unknown) return { outcome: "unknown", source: { address: unknown.address } };
  const allow = deciding(policies, "Allow", asked, doubt.Allow);
  return allow ? { outcome: "allow", source: allow } : { outcome: "deny-implicit" };
}

function deciding(
  policies: readonly AttachedPolicy[],
  effect: "Allow" | "Deny",
  asked: Asked,
  inDoubt: boolean,
): Source | undefined {
  for (const { address, document } of policies) {
    if ("unknown" in document) continue;
    for (const { applies, statement } of compiled(document)[effect])
      if (applies(asked) ?? inDoubt) return { address, statement };
  }
  return undefined;
}

type Compiled = Readonly<Record<"Allow" | "Deny", readonly { applies: Applies; statement: number }[]>>;

const documents = new WeakMap<PolicyDocument, Compiled>();

/** The statements of a document made ready, once for as long as it lives. */
function compiled(document: PolicyDocument): Compiled {
  const known = documents.get(document);
  if (known) return known;
  const of = (wanted: "Allow" | "Deny") =>
    document.statements.flatMap((source, statement) =>
      source.effect === wanted ? [{ applies: compile(source, document.version), statement }] : [],
    );
  const made = { Allow: of("Allow"), Deny: of("Deny") };
  documents.set(document, made);
  return made;
}
