import type { IssuerRules } from "./issuer";
import { KeySet } from "./key-set";
import { ensure } from "./refusal";

export interface KeySource {
  /** The bytes of the JWKS. Rejects in bounded time if they are not available. */
  readonly fetch: (url: string) => Promise<Uint8Array>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly report?: KeyReport;
}

/** Events for the log. */
export interface KeyReport {
  readonly fetched: (keys: KeySet) => void;
  readonly failed: (error: unknown) => void;
}

/** Milliseconds between two fetches while the issuer is down, however many requests come. */
const BACK_OFF = 10_000;
/** Milliseconds between two fetches for kids that are not in the set: what a flood of made-up kids costs at most. */
const UNKNOWN_KID_PAUSE = 1_000;

/**
 * One issuer's keys. At most one fetch is under way, all requests share it, and:
 * - a set is used for its TTL, after which a withdrawn key is refused;
 * - while the issuer is down, the last set is used until the stale limit; then every token is refused;
 * - an unknown kid causes a fetch at most once a second, so a made-up kid delays a newly rotated key by a second.
 *
 * It uses wall-clock time instead of timers, which stop while Lambda freezes an environment.
 */
export class KeyCache {
  #fetched: { readonly keys: KeySet; readonly at: number } | undefined;
  #triedAt = Number.NEGATIVE_INFINITY;
  #underWay: Promise<void> | undefined;

  constructor(
    readonly rules: IssuerRules,
    private readonly source: KeySource,
  ) {}

  /** The current keys, without waiting, if they have this kid: the case of nearly every request. */
  current(kid: string): KeySet | undefined {
    const keys = this.#keysYoungerThan(this.rules.keys.ttl);
    return keys?.has(kid) ? keys : undefined;
  }

  /**
   * The current keys, after a fetch if one is due. They may lack the kid.
   *
   * @throws TokenRefused `KEYS_UNAVAILABLE`
   */
  async latest(): Promise<KeySet> {
    if (this.#isFetchDue()) this.#underWay ??= this.#fetch();
    await this.#underWay;
    const { ttl, staleLimit } = this.rules.keys;
    const keys = this.#keysYoungerThan(Math.max(ttl, staleLimit));
    ensure(keys !== undefined, "KEYS_UNAVAILABLE");
    return keys;
  }

  #isFetchDue(): boolean {
    const isDown = this.#triedAt !== this.#fetched?.at;
    return this.#since(this.#triedAt) >= (isDown ? BACK_OFF : UNKNOWN_KID_PAUSE);
  }

  async #fetch(): Promise<void> {
    const started = this.source.now();
    this.#triedAt = started;
    try {
      const keys = new KeySet(await this.source.fetch(this.rules.jwksUrl), this.rules);
      this.#fetched = { keys, at: started };
      this.source.report?.fetched(keys);
    } catch (error) {
      this.source.report?.failed(error);
    } finally {
      this.#underWay = undefined;
    }
  }

  #keysYoungerThan(seconds: number): KeySet | undefined {
    const fetched = this.#fetched;
    return fetched !== undefined && this.#since(fetched.at) < seconds * 1_000 ? fetched.keys : undefined;
  }

  /** A clock that was set back makes everything old, so that no key is used for longer than its TTL. */
  #since(moment: number): number {
    const passed = this.source.now() - moment;
    return passed >= 0 ? passed : Number.POSITIVE_INFINITY;
  }
}
