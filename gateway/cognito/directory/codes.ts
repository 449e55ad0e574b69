import { randomInt } from "node:crypto";
import type { Entry, Section } from "../../state/journal";
import { sameText } from "../../state/same-text";
import type { UserKey } from "./stored-user";

/** What a code is for. Of each there is one code for a user: a new one takes the place of the last. */
export type CodePurpose = "sign-up" | "forgot-password" | "email" | "phone_number";

export interface StoredCode extends Entry {
  /** Six digits. */
  readonly code: string;
  /** The attribute that the code was sent to at sign-up, or the value of the attribute that it verifies. */
  readonly value?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Wrong codes that a user gave for one purpose. */
export interface CodeFailures extends Entry {
  readonly count: number;
}

export interface Codes {
  /** @returns the code */
  issue(
    user: UserKey,
    purpose: CodePurpose,
    options: { readonly lifetimeMs: number; readonly value?: string },
  ): Promise<string>;
  /**
   * Uses a code up, where it is the right one.
   *
   * @param accept is called where the code is right; the code stays where it throws
   * @returns `expired` for no code, or none that holds; `limited` after too many wrong codes, for the right one too
   */
  use(
    user: UserKey,
    purpose: CodePurpose,
    code: string,
    accept?: (value: string | undefined) => void,
  ): Promise<
    | { readonly outcome: "right"; readonly value?: string }
    | { readonly outcome: "wrong" | "expired" | "limited" }
  >;
  /** Takes all codes of a user back. */
  forget(user: UserKey): Promise<void>;
}

/** After so many wrong codes none is taken, until none was given for a while. A new code does not change that. */
const FREE_FAILURES = 5;
const FORGET_AFTER_MS = 15 * 60_000;

const PURPOSES: Readonly<Record<CodePurpose, true>> = {
  "sign-up": true,
  "forgot-password": true,
  email: true,
  phone_number: true,
};

export function makeCodes(
  { codes, failures }: { readonly codes: Section<StoredCode>; readonly failures: Section<CodeFailures> },
  now: () => Date,
): Codes {
  const keyOf = ({ poolId, sub }: UserKey, purpose: CodePurpose) => `${poolId}/${sub}/${purpose}`;
  return {
    async issue(user, purpose, { lifetimeMs, value }) {
      const code = String(randomInt(1_000_000)).padStart(6, "0");
      const expiresAt = now().getTime() + lifetimeMs;
      await codes.set(keyOf(user, purpose), { code, expiresAt, ...(value !== undefined && { value }) });
      return code;
    },
    async use(user, purpose, code, accept) {
      const key = keyOf(user, purpose);
      const count = failures.get(key)?.count ?? 0;
      if (count >= FREE_FAILURES) return { outcome: "limited" };
      const stored = codes.get(key);
      if (stored === undefined) return { outcome: "expired" };
      if (!sameText(code, stored.code)) {
        await failures.set(key, { count: count + 1, expiresAt: now().getTime() + FORGET_AFTER_MS });
        return { outcome: "wrong" };
      }
      accept?.(stored.value);
      await Promise.all([codes.set(key, undefined), failures.set(key, undefined)]);
      return { outcome: "right", ...(stored.value !== undefined && { value: stored.value }) };
    },
    async forget(user) {
      const keys = Object.keys(PURPOSES).map((purpose) => keyOf(user, purpose as CodePurpose));
      await Promise.all(keys.flatMap((key) => (codes.get(key) ? [codes.set(key, undefined)] : [])));
    },
  };
}
