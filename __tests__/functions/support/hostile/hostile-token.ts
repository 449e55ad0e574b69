import type { RefusalCode } from "../../../../functions/token-verifier/refusal";
import type { Members } from "../issuer";
import type { SigningKey } from "../tokens";

/** A token that must not be accepted. */
export interface HostileToken {
  /** The attack, after RFC 8725 or the library flaw that it is known from. */
  readonly attack: string;
  readonly name: string;
  readonly token: string;
  /** What refuses it first. */
  readonly code: RefusalCode;
}

/**
 * What the tokens are forged with: the issuer's own keys, so that each is refused for its own reason, and a
 * stranger's. With the keys and claims of another verifier the same battery runs against that.
 */
export interface Forge {
  readonly rsa: SigningKey;
  readonly ec: SigningKey;
  readonly ed: SigningKey;
  /** Not published by the issuer. */
  readonly stranger: SigningKey;
  readonly header: (key: SigningKey, changes?: Members) => string;
  readonly payload: (changes?: Members) => string;
  /** Seconds. */
  readonly now: number;
}

/** Cases of one attack, each with its name and token. */
export function attack(
  name: string,
  code: RefusalCode,
  tokens: Iterable<readonly [name: string, token: string]>,
): readonly HostileToken[] {
  return Array.from(tokens, ([one, token]) => ({ attack: name, name: one, token, code }));
}

/** Names each value by its JSON. */
export const named = (values: readonly unknown[]): readonly (readonly [string, unknown])[] =>
  values.map((value) => [value === undefined ? "absent" : JSON.stringify(value).slice(0, 60), value]);
