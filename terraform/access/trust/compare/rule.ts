import type { Plain } from "./plain";

/** What a difference means: another or more trust, less trust, or it cannot be told. */
export type Effect = "other" | "narrower" | "undecided";

/** One difference between the values of a fact. */
export interface Finding {
  readonly effect: Effect;
  /** Below the argument of the fact: `variables.ISSUER`; empty for the argument itself. */
  readonly at: string;
  readonly from: Plain | undefined;
  readonly to: Plain | undefined;
  /** Of what cannot be told: what is not known. */
  readonly why?: string;
}

/** How the values of one argument are compared. Without a rule, any difference is another trust. */
export interface Rule {
  /** It says nothing about who is trusted. */
  readonly ignored?: true;
  /** What is known of it is compared as something else. */
  readonly onlyUnknown?: true;
  /** The value where nothing is written. Default: nothing, or false. */
  readonly otherwise?: Plain;
  /** Whether 0 is what a state writes where nothing is set. */
  readonly zeroIsUnset?: true;
  /** Only another value says something; that there is one at all is compared as access. */
  readonly replaced?: true;
  /** It says something only where one of the two values does. */
  readonly where?: (value: Plain | undefined) => boolean;
  /** Only these values say something; all others are equal. */
  readonly only?: RegExp;
  /** Whether a change of a single value is provably less. */
  readonly narrower?: (from: Plain | undefined, to: Plain | undefined) => boolean;
  /**
   * Of a list: its order counts, or an element that is taken away is provably less; the last one too, or none at all is
   * no check. Default: neither.
   */
  readonly list?: "ordered" | "fewer is less" | "none is least";
  /** It is an IAM policy. */
  readonly policy?: "trust" | "resource" | "identity";
}

/** By path below the resource: `lambda_config`, `token_validity_units.access_token`. A rule of a block is for all of it. */
export type Rules = Readonly<Record<string, Rule>>;

export const ignored: Rule = { ignored: true };

/** A switch that lets more in when it is on. */
export const opensWhenTrue: Rule = { narrower: (_, to) => (to ?? "false") === "false" };

/** A switch that lets more in when it is off, or left out where `otherwise` is `false`. */
export function closesWhenTrue(otherwise: "false" | "true" = "false"): Rule {
  return { otherwise, narrower: (_, to) => to === "true" };
}

/** A number of which less is less: seconds for which something counts. */
export function lessIsLess(otherwise?: string): Rule {
  return {
    ...(otherwise !== undefined && { otherwise }),
    narrower: (from, to) => typeof from === "string" && typeof to === "string" && Number(to) < Number(from),
  };
}

/** A number of which more is less, such as the length of passwords. */
export function moreIsLess(otherwise?: string): Rule {
  return {
    ...(otherwise !== undefined && { otherwise }),
    narrower: (from, to) => typeof from === "string" && typeof to === "string" && Number(to) > Number(from),
  };
}

/** Words from the one that lets in most to the one that lets in least. */
export function strictest(...words: readonly string[]): Rule {
  return {
    otherwise: words[0] as string,
    narrower: (from, to) =>
      words.includes(String(from)) && words.indexOf(String(to)) > words.indexOf(String(from)),
  };
}

export const fewerIsLess: Rule = { list: "fewer is less" };
export const noneIsLeast: Rule = { list: "none is least" };
export const ordered: Rule = { list: "ordered" };
