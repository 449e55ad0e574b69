/** A token bucket. */
export interface Throttle {
  /** Calls per second. */
  readonly rate: number;
  /** Calls at once. */
  readonly burst: number;
}

/** The limit of a method, or of each method that has none of its own: then path and verb are `*`. */
export interface MethodThrottle {
  readonly address: string;
  readonly path: string;
  readonly verb: string;
  /** Undefined: no limit, also where all the others have one. */
  readonly limit: Throttle | undefined;
}
