import type { Source } from "../../../terraform/model";

/** The checks of a request, in API Gateway's order. */
export const CHECKS = [
  "stage",
  "firewall",
  "route",
  "length",
  "authentication",
  "access",
  "limits",
  "validation",
  "integration",
] as const;

export type Check = (typeof CHECKS)[number];

/** The part of the Terraform behind a verdict. */
export interface Rule extends Source {
  /** The name of a rule in it, where its rules have names. */
  readonly rule?: string;
}

export interface TraceStep {
  readonly check: Check;
  /** Every check before a refusal has passed, and none comes after it. */
  readonly verdict: "passed" | "refused";
  /** One sentence for people. */
  readonly reason: string;
  /** Absent where no part of the Terraform has a say: a path of no API, a limit of the service. */
  readonly rule?: Rule;
}

/** Why something is refused, and by what. */
export interface Refusing {
  readonly reason: string;
  readonly rule?: Rule;
}

/** Takes the verdict of each check of one request, in their order. */
export class Trace {
  readonly steps: TraceStep[] = [];

  /** The next check lets the request pass. */
  passed(reason: string, rule?: Rule): void {
    this.add("passed", reason, rule);
  }

  /**
   * The next check refuses the request.
   *
   * @param place the part of the Terraform that the check is about; what the refusal itself names comes before it
   */
  refused<R extends Refusing>(refusal: R, place?: Rule): R {
    this.add("refused", refusal.reason, refusal.rule ?? place);
    return refusal;
  }

  /** Whether a check has refused the request. */
  get isRefused(): boolean {
    return this.steps.at(-1)?.verdict === "refused";
  }

  private add(verdict: TraceStep["verdict"], reason: string, rule: Rule | undefined): void {
    const check = CHECKS[this.steps.length];
    if (check === undefined) throw new Error("Every check has its verdict already");
    this.steps.push(rule ? { check, verdict, reason, rule: ruleOf(rule) } : { check, verdict, reason });
  }
}

/** Without the other properties of what has an address, such as a method. */
function ruleOf({ address, rule, statement }: Rule): Rule {
  if (statement === undefined && rule === undefined) return { address };
  return { address, ...(statement !== undefined && { statement }), ...(rule !== undefined && { rule }) };
}
