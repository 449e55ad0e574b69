import type { Claims } from "../../jwt/sign";

export interface TokenScopes {
  /** Those that count. */
  readonly counted: readonly string[];
  /** All that the token has, as functions get them. */
  readonly all: readonly string[];
}

/**
 * The scopes of a token: those of `scope`, a text with spaces between them, or of `scp`. Which of the two counts where a
 * token has both is not documented, so only those of both do.
 */
export function scopesOf({ scope, scp }: Claims): TokenScopes {
  if (scope === undefined || scp === undefined) {
    const all = scope === undefined ? listOf(scp) : textsIn(scope);
    return { counted: all, all };
  }
  const [first, second] = [textsIn(scope), listOf(scp)];
  return {
    counted: first.filter((one) => second.includes(one)),
    all: [...new Set([...first, ...second])],
  };
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : textsIn(value);
}

function textsIn(value: unknown): readonly string[] {
  return typeof value === "string" ? value.split(" ").filter((one) => one !== "") : [];
}
