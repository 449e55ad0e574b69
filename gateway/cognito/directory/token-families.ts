import { randomUUID } from "node:crypto";
import type { Entry, Section } from "../../state/journal";
import type { UserKey } from "./stored-user";

/** The tokens of one sign-in: those that it gave, and all that its refresh tokens give. */
export interface TokenFamily extends Entry {
  /** UUID, the claim of all its tokens. */
  readonly originJti: string;
  readonly poolId: string;
  readonly sub: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly authTime: number;
  /** Scopes that were granted, before a trigger changes them. */
  readonly scopes: readonly string[];
  /** When its refresh tokens end: milliseconds since 1970. */
  readonly refreshUntil: number;
  /** When the last token that a refresh can give has ended: milliseconds since 1970. */
  readonly expiresAt: number;
  readonly isRevoked?: true;
  /**
   * The refresh tokens that may be used, by their number, and until when: milliseconds since 1970, `null` without an end
   * of their own. Without rotation there is one.
   */
  readonly refreshTokens: Readonly<Record<string, number | null>>;
}

/** Why a refresh token is refused. `replaced`: rotation put another in its place. */
export type RefreshProblem = "expired" | "unknown" | "revoked" | "replaced";

/** A refresh token's content, which the gate seals. */
export interface RefreshToken {
  readonly originJti: string;
  /** Its number in the family. */
  readonly number: string;
}

export interface TokenFamilies {
  /** Begins a family. Its first refresh token has the number "0". */
  begin(family: Omit<TokenFamily, "originJti" | "refreshTokens">): Promise<TokenFamily>;
  /** `undefined` where it has ended, or never was. */
  get(originJti: string): TokenFamily | undefined;
  /** The family whose refresh token may be used now. */
  ofRefreshToken(token: RefreshToken): TokenFamily | RefreshProblem;
  /**
   * Gives a refresh token in the place of one that was used, which may be used again for the grace time.
   *
   * @returns the new token's number
   */
  rotate(token: RefreshToken, graceSeconds: number): Promise<string>;
  revoke(originJti: string): Promise<void>;
  /** Revokes every family of a user. */
  revokeAll(user: UserKey): Promise<void>;
}

export function makeTokenFamilies(section: Section<TokenFamily>, now: () => Date): TokenFamilies {
  /** Keys of families by user. */
  const ofUsers = new Map<string, Set<string>>();
  const remember = ({ originJti, poolId, sub }: TokenFamily) => {
    const key = `${poolId}/${sub}`;
    ofUsers.set(key, (ofUsers.get(key) ?? new Set()).add(originJti));
  };
  for (const [, family] of section.entries()) remember(family);

  const put = (family: TokenFamily) => section.set(family.originJti, family);
  const revoke = async (originJti: string) => {
    const family = section.get(originJti);
    if (family && !family.isRevoked) await put({ ...family, isRevoked: true });
  };

  return {
    async begin(parts) {
      const family: TokenFamily = { ...parts, originJti: randomUUID(), refreshTokens: { 0: null } };
      remember(family);
      await put(family);
      return family;
    },
    get: section.get,
    ofRefreshToken({ number, originJti }) {
      const family = section.get(originJti);
      if (family === undefined) return "unknown";
      if (family.isRevoked) return "revoked";
      if (family.refreshUntil <= now().getTime()) return "expired";
      const until = Object.hasOwn(family.refreshTokens, number) ? family.refreshTokens[number] : 0;
      return until === null || (until ?? 0) > now().getTime() ? family : "replaced";
    },
    async rotate({ number, originJti }, graceSeconds) {
      const family = section.get(originJti);
      if (family === undefined) throw new Error(`there is no family ${originJti}`);
      const at = now().getTime();
      const living = Object.entries(family.refreshTokens)
        // The time of a token that is used again within its grace is not extended.
        .map(([key, until]) => [key, key === number ? (until ?? at + graceSeconds * 1_000) : until] as const)
        .filter(([, until]) => until === null || until > at);
      const next = randomUUID();
      await put({ ...family, refreshTokens: { ...Object.fromEntries(living), [next]: null } });
      return next;
    },
    revoke,
    async revokeAll({ poolId, sub }) {
      await Promise.all([...(ofUsers.get(`${poolId}/${sub}`) ?? [])].map(revoke));
    },
  };
}
