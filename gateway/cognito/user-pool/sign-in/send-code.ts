import { createHash, randomInt, randomUUID } from "node:crypto";
import { sameText } from "../../../state/same-text";
import type { StoredUser } from "../../directory/stored-user";
import { emailTo, sendMessage, smsTo } from "../accounts/send-message";
import type { FlowContext } from "../auth-flow";

/**
 * Sends a code of a sign-in, which holds as long as the session.
 *
 * @returns a hash to keep in the session, and what the challenge tells of the message
 */
export async function sendCode(
  user: StoredUser,
  medium: "EMAIL" | "SMS",
  {
    clientMetadata,
    context,
  }: {
    readonly context: FlowContext;
    readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
  },
): Promise<{ readonly hash: string; readonly parameters: Readonly<Record<string, string>> }> {
  const { client, pool } = context;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const { email = "", phone_number: number = "" } = user.attributes;
  const delivery = await sendMessage(
    {
      pool,
      clientId: client.id,
      user,
      occasion: "Authentication",
      to: medium === "SMS" ? smsTo(number) : emailTo(email),
      code,
      lifetimeMs: client.settings.authSessionMinutes * 60_000,
      ...(clientMetadata && { clientMetadata }),
    },
    context,
  );
  return {
    hash: hashOf(code),
    parameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: delivery.DeliveryMedium,
      CODE_DELIVERY_DESTINATION: delivery.Destination,
    },
  };
}

/** A hash as of a sent code, of one that nobody is sent. */
export function unsentCode(): string {
  return hashOf(randomUUID());
}

export function isSentCode(code: string, hash: string | undefined): boolean {
  return hash !== undefined && sameText(hashOf(code), hash);
}

function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("base64");
}
