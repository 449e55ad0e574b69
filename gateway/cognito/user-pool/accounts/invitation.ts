import { randomInt } from "node:crypto";
import type { PasswordPolicy } from "../../../../terraform/model";
import type { StoredUser } from "../../directory/stored-user";
import type { PoolContext } from "../administration/signed-operation";
import { emailTo, sendMessage, smsTo } from "./send-message";

export interface Invitation {
  readonly user: StoredUser;
  readonly password: string;
  readonly mediums: readonly ("EMAIL" | "SMS")[];
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** Writes the message with a temporary password, to those of the mediums for which the user has an address. */
export async function invite(
  { clientMetadata, mediums, password, user }: Invitation,
  context: PoolContext,
): Promise<void> {
  const { email, phone_number: number } = user.attributes;
  const { pool } = context;
  const lifetimeMs = pool.settings.passwordPolicy.temporaryPasswordDays * 86_400_000;
  const to = [
    ...(mediums.includes("EMAIL") && email ? [emailTo(email)] : []),
    ...(mediums.includes("SMS") && number ? [smsTo(number)] : []),
  ];
  const message = { pool, user, code: password, lifetimeMs, clientMetadata };
  for (const each of to) await sendMessage({ ...message, to: each, occasion: "AdminCreateUser" }, context);
}

const KINDS = ["abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!@#%&*?-_=+"] as const;

/** A password that meets any policy of its length: some of each kind of characters. */
export function temporaryPassword({ minimumLength }: PasswordPolicy): string {
  const length = Math.max(minimumLength, 12);
  const all = KINDS.join("");
  const pick = (from: string) => from[randomInt(from.length)] as string;
  const chosen = Array.from({ length }, (_, i) => pick(KINDS[i] ?? all));
  for (let i = chosen.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [chosen[i], chosen[j]] = [chosen[j] as string, chosen[i] as string];
  }
  return chosen.join("");
}
