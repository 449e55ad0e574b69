import type { IConstruct } from "constructs";
import type { AwsLimit } from "../../contract/aws-limit";
import {
  FIXED_LIMITS,
  type FixedLimit,
  RAISABLE_LIMITS,
  type RaisableLimit,
  type RaisedLimits,
} from "../../contract/aws-limits";
import { DeclarationError } from "../declaration/errors";

/** A limit that AWS raises on request. */
export type LimitName = FixedLimit | RaisableLimit;

/** Characters of a place that a message shows: what exceeds a limit may be very long. */
const MOST_SHOWN = 400;

const ALL = { ...FIXED_LIMITS, ...RAISABLE_LIMITS };

export interface Found {
  readonly found: number;
  /** What exceeds the limit, by a name that users know: `role "petstore-dev-admin"`, with its Terraform addresses. */
  readonly place: string;
  /** How to stay within the limit, as a sentence. */
  readonly wayOut: string;
}

const raisedIn = new WeakMap<IConstruct, RaisedLimits>();

/**
 * Sets the quotas that AWS has raised for the account of `scope`, a stack or an app.
 *
 * @throws DeclarationError `RAISED_LIMIT_INVALID`
 */
export function raiseLimits(scope: IConstruct, raised: RaisedLimits): void {
  for (const [name, number] of Object.entries(raised)) check(name, number);
  raisedIn.set(scope, { ...raisedIn.get(scope), ...raised });
}

/** All raised quotas of the app; where two differ, the higher one. */
export function raisedLimitsIn(root: IConstruct): RaisedLimits {
  const raised: Partial<Record<RaisableLimit, number>> = {};
  for (const scope of root.node.findAll())
    for (const [name, number] of Object.entries(raisedIn.get(scope) ?? {}) as [RaisableLimit, number][])
      raised[name] = Math.max(number, raised[name] ?? 0);
  return raised;
}

function check(name: string, number: number): void {
  const known: Readonly<Record<string, AwsLimit>> = RAISABLE_LIMITS;
  const limit = Object.hasOwn(known, name) ? known[name] : undefined;
  const highest = typeof limit?.raised === "object" ? limit.raised.onRequestTo : Number.MAX_SAFE_INTEGER;
  if (limit && Number.isInteger(number) && number > limit.most && number <= highest) return;
  const upTo = typeof limit?.raised === "object" ? ` to ${limit.raised.onRequestTo}` : "";
  const expected = limit
    ? `a whole number from ${limit.most + 1}${upTo}, since everybody has ${limit.most} (${limit.source})`
    : `one of the limits that AWS raises: ${Object.keys(known).join(", ")}`;
  throw new DeclarationError(
    "RAISED_LIMIT_INVALID",
    `raisedLimits.${name} is ${number}; expected ${expected}.`,
  );
}

/** Compares counts with the limits of AWS: exceeding a fixed limit is an error, exceeding a quota a warning. */
export class Limits {
  private readonly said = new Set<string>();

  /** @param raised the numbers that AWS has raised */
  constructor(private readonly raised: RaisedLimits = {}) {}

  /** @throws DeclarationError `LIMIT_EXCEEDED` */
  hold(name: LimitName, { found, place: whole, wayOut }: Found): void {
    const limit: AwsLimit = ALL[name];
    const raised = name in RAISABLE_LIMITS ? this.raised[name as RaisableLimit] : undefined;
    if (found <= (raised ?? limit.most)) return;
    const place = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
    const sentence = `${place}: ${limit.counts} may be ${count(raised ?? limit.most, limit.unit)}; found ${found}.`;
    const last = typeof limit.raised === "object" ? limit.raised.onRequestTo : Number.POSITIVE_INFINITY;
    if (limit.raised === "fixed" || raised !== undefined || found > last) {
      const number = raised === undefined ? "" : " That is the raised number.";
      throw new DeclarationError(
        "LIMIT_EXCEEDED",
        `${sentence}${number} ${wayOut} Limit ${name}: ${limit.source}`,
      );
    }
    this.said.add(
      `${sentence} AWS raises this number on request. ${wayOut} Or ask AWS for more, and then set raisedLimits: { ${name}: ${found} }. Limit ${name}: ${limit.source}`,
    );
  }

  warn(text: string): void {
    this.said.add(text);
  }

  /** Each once and sorted, so that the same app gives the same warnings. */
  warnings(): readonly string[] {
    return [...this.said].sort();
  }
}

function count(most: number, unit: AwsLimit["unit"]): string {
  return `${most.toLocaleString("en-US")} ${unit}`;
}
