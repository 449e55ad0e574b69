import type { Entry, Section } from "../../state/journal";
import type { UserKey } from "./stored-user";

/** A message that Cognito would have sent. The gate sends nothing: it is kept for the developer who tries the gate. */
export interface OutboxMessage extends Entry, UserKey {
  readonly username: string;
  readonly medium: "EMAIL" | "SMS";
  /** `alice@example.com`, `+15550100` */
  readonly destination: string;
  readonly occasion: MessageOccasion;
  /** The code, or the temporary password of an invitation. */
  readonly code: string;
  /** The link in it that confirms the account. */
  readonly link?: string;
  /** Of an e-mail. */
  readonly subject?: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** When the code ends: milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What a message is about, as in the trigger source `CustomMessage_SignUp`. */
export type MessageOccasion =
  | "AdminCreateUser"
  | "Authentication"
  | "ForgotPassword"
  | "ResendCode"
  | "SignUp"
  | "UpdateUserAttribute"
  | "VerifyUserAttribute";

export interface Outbox {
  /** Puts a message in the place of the last one about the same to the same user. */
  put(message: OutboxMessage): Promise<void>;
  /** Messages whose codes hold, the newest first. */
  all(): readonly OutboxMessage[];
}

export function makeOutbox(section: Section<OutboxMessage>): Outbox {
  return {
    put: (message) =>
      section.set([message.poolId, message.sub, message.occasion, message.destination].join("/"), message),
    all: () => [...section.entries()].map(([, message]) => message).toSorted((a, b) => b.sentAt - a.sentAt),
  };
}
