/** What the project's configuration says about the rules, every entry with its reason. */
export interface GuardConfig {
  readonly waivers: readonly Waiver[];
  readonly widenings: readonly Widening[];
  readonly unknown?: readonly AcceptedUnknown[];
}

/**
 * Lets a rule's findings pass. `*` in `resource` stands for any text; alone it switches the rule off. A resource that
 * begins with a stack, `api/`, applies only where that stack is read.
 */
export interface Waiver {
  readonly rule: string;
  readonly resource: string;
  /**
   * Of a finding about a route, `GET /pets group:user`: its API, as reports print it. Without it, an entry that fits
   * routes of several APIs lets nothing pass.
   */
  readonly api?: string;
  /** Of a change of trust, what it accepts: the new value, or a digest of the change. It lapses with the next one. */
  readonly to?: string;
  readonly reason: string;
}

/** A principal that is intended to gain a route: `{"route":"POST /pets","principal":"group:user","reason":"…"}`. */
export interface Widening {
  /** As reports print it, without wildcards. Where there are several APIs, an entry without it expects nothing. */
  readonly api?: string;
  /** Absent are all stages of the API. */
  readonly stage?: string;
  readonly route: string;
  readonly principal: string;
  readonly reason: string;
}

/**
 * Something that cannot be checked and is accepted: `{"resource":"module.orders","reason":"…"}`. It names one address,
 * without wildcards, so that what cannot be checked next is reported again.
 */
export interface AcceptedUnknown {
  readonly resource: string;
  readonly reason: string;
}
