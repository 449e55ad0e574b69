import type {
  AttachedPolicy,
  Dependence,
  Effect,
  Known,
  PolicyDocument,
  Source,
  Statement,
} from "../../model";
import { Context, type Keys } from "./context";
import { Arn } from "./matcher";
import type { Principal } from "./principal";
import { residueOf } from "./residue";
import { type Applies, type Asked, compile, dependsOnContext, namesPrincipals } from "./statement";

export type { Asked };

export interface AccessRequest {
  /** `execute-api:Invoke` */
  readonly action: string;
  /** ARN; trust policies are asked without one. Its `*` is an asterisk, not a wildcard. */
  readonly resource?: string;
  /** Who asks; only policies with principals look at it. */
  readonly principal?: Principal;
  readonly context: Keys;
  /**
   * Whether keys that `context` does not have may have any value, or none: the outcome is then `unknown` where
   * it depends on them. Otherwise the request does not have them.
   */
  readonly open?: boolean;
}

/**
 * An outcome, and the statement that decided. An unknown outcome has an address only, an implicit denial has neither.
 */
export type PolicyDecision =
  /**
   * `unknown` where a policy that is not known could change the answer, or an open key does. `deny-either` where that
   * only decides whether it is denied explicitly.
   */
  | { readonly outcome: "allow" | "deny-explicit" | "deny-either" | "unknown"; readonly source: Source }
  | { readonly outcome: "deny-implicit"; readonly source?: never };

/**
 * The answer of policies of one kind to a request: an explicit Deny wins, then an Allow; without either it denies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * It takes one kind at a time: the caller combines the answers of identity policies, resource policies and permissions
 * boundaries.
 */
export function evaluate(policies: readonly AttachedPolicy[], request: AccessRequest): PolicyDecision {
  return evaluateSet(policySet(policies), askedOf(request));
}

/** A request as sets of policies are asked about it. */
export function askedOf({ action, context, open, principal, resource }: AccessRequest): Asked {
  return {
    action: action.toLowerCase(),
    context: new Context([context], open),
    resource: resource === undefined ? undefined : new Arn(resource),
    principal,
  };
}

/** Policies of one kind, prepared for many requests. */
export interface PolicySet {
  readonly policies: readonly AttachedPolicy[];
  readonly denies: readonly Ready[];
  readonly allows: readonly Ready[];
  /** A policy whose text is not known. */
  readonly unknown: PolicyDecision | undefined;
  /** Whether each statement applies or does not, whatever is known of the request and its caller. */
  readonly certain: boolean;
}

/** A statement, and what it decides where it applies. */
interface Ready {
  readonly applies: Applies;
  readonly decision: PolicyDecision;
}

export function policySet(policies: readonly AttachedPolicy[]): PolicySet {
  const ready = (effect: Effect, outcome: "allow" | "deny-explicit") =>
    policies.flatMap(({ address, document }) =>
      compiled(document)[effect].map(
        ({ applies, statement }): Ready => ({
          applies,
          decision: { outcome, source: { address, statement } },
        }),
      ),
    );
  const unknown = policies.find(({ document }) => "unknown" in document);
  return {
    policies,
    denies: ready("Deny", "deny-explicit"),
    allows: ready("Allow", "allow"),
    unknown: unknown && { outcome: "unknown", source: { address: unknown.address } },
    certain: policies.every(({ document }) => compiled(document).certain),
  };
}

/** The same as evaluate(), of what is made ready. */
export function evaluateSet(set: PolicySet, asked: Asked): PolicyDecision {
  // Where it is undefined, an Allow does not apply and a Deny does.
  const sure = answer(set, asked, { Allow: false, Deny: true });
  if (!asked.context.open || sure.outcome === "allow" || set.certain) return sure;
  const hopeful = answer(set, asked, { Allow: true, Deny: false });
  if (hopeful.outcome === "deny-implicit" && sure.outcome === "deny-explicit")
    return { outcome: "deny-either", source: sure.source };
  if (hopeful.outcome !== "allow") return hopeful;
  return { outcome: "unknown", source: sure.source ?? hopeful.source };
}

/** What an unknown outcome depends on: the policies whose text is not known, and every statement that may apply. */
export function dependencesOf({ policies }: PolicySet, asked: Asked): readonly Dependence[] {
  return policies.flatMap(({ address, document }): Dependence[] => {
    if ("unknown" in document) return [{ address }, { address, text: document.unknown }];
    const { Allow, Deny } = compiled(document);
    return [...Allow, ...Deny].flatMap(({ applies, statement }) => {
      if (applies(asked) === false) return [];
      const source = document.statements[statement] as Statement;
      return [{ address, text: residueOf(source, document.version, asked) }];
    });
  });
}

const SILENCE: PolicyDecision = { outcome: "deny-implicit" };

function answer(
  { allows, denies, unknown }: PolicySet,
  asked: Asked,
  doubt: Readonly<Record<Effect, boolean>>,
) {
  return deciding(denies, asked, doubt.Deny) ?? unknown ?? deciding(allows, asked, doubt.Allow) ?? SILENCE;
}

function deciding(statements: readonly Ready[], asked: Asked, inDoubt: boolean): PolicyDecision | undefined {
  for (const { applies, decision } of statements) if (applies(asked) ?? inDoubt) return decision;
  return undefined;
}

type Compiled = Readonly<Record<Effect, readonly { applies: Applies; statement: number }[]>> & {
  readonly certain: boolean;
};

const documents = new WeakMap<PolicyDocument, Compiled>();

/** The statements of a document made ready, once for as long as it lives. */
function compiled(document: Known<PolicyDocument>): Compiled {
  if ("unknown" in document) return { Allow: [], Deny: [], certain: true };
  const known = documents.get(document);
  if (known) return known;
  const of = (wanted: Effect) =>
    document.statements.flatMap((source, statement) =>
      source.effect === wanted ? [{ applies: compile(source, document.version), statement }] : [],
    );
  const certain = document.statements.every(
    (statement) => !dependsOnContext(statement, document.version) && !namesPrincipals(statement),
  );
  const made = { Allow: of("Allow"), Deny: of("Deny"), certain };
  documents.set(document, made);
  return made;
}
