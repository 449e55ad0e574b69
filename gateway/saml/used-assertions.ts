import type { Section } from "../state/journal";
import type { SamlAssertion } from "./assertion";

/** Which assertions were used: each is taken once, also after a restart. */
export interface UsedAssertions {
  has(assertion: SamlAssertion): boolean;
  /** @returns resolves when it is on disk; from the call on, `has` is true */
  add(assertion: SamlAssertion): Promise<void>;
}

interface UsedAssertion {
  readonly expiresAt: number;
}

export function usedAssertions(section: (name: string) => Section<UsedAssertion>): UsedAssertions {
  const used = section("saml-assertion");
  return {
    has: (assertion) => used.get(keyOf(assertion)) !== undefined,
    add: (assertion) => used.set(keyOf(assertion), { expiresAt: assertion.expiresAt }),
  };
}

/** Identity providers choose ids, so that two may have the same. */
function keyOf({ id, issuer }: SamlAssertion): string {
  return JSON.stringify([issuer, id]);
}
